/**
 * The observer of a specification at work: stands beside the machine, remembers what commands and log have told of each part, and
 * judges each step by the invariants.
 */
import { isMatching } from 'ts-pattern';
import { listsParts } from '../fields.ts';
import { AuthorError, guarded } from '../rules/author-error.ts';
import { play } from '../rules/play.ts';
import { systemOf } from '../rules/system.ts';
import type { VariantSet } from '../dialects/set.ts';
import type { Machine, Taken, Transition } from '../explore/machine.ts';
import type { Played } from '../rules/play.ts';
import type { System } from '../rules/system.ts';
import type { Command, Invariant, Observer, Specification, State, Step, WholeInvariant, WholeStep, Words } from '../specification.ts';
import type { Judgements, Jury } from './judge.ts';

/** A state, and what has been told of its parts; a part of which nothing has been told is left out. */
export interface Watched<W extends Words = any> {
  readonly state: State<W>;
  readonly memories: ReadonlyMap<string, W['Memory']>;
}

/** A step that was taken, and how it looked from each part; equal looks are one object. */
export interface WatchedStep<W extends Words = any> extends Taken<Watched<W>> {
  readonly events: readonly W['Event'][];
  readonly refused: W['Refusal'] | null;
  readonly seen: readonly Step<W>[];
}

export type WatchedMachine<W extends Words = any> = Machine<Watched<W>, Command<W>, WatchedStep<W>>;

/** Long random histories with ever new names must not fill the memory. */
const mostLooks = 200_000;

export class Witness<W extends Words = any> implements Jury<Watched<W>, Command<W>, WatchedStep<W>> {
  readonly system: System<W>;
  private readonly observer: Observer<W>;
  /** Those of a step of one part, then those of a whole step; each with the dialects that it speaks of. */
  readonly invariants: readonly { readonly id: string; readonly variants: VariantSet }[];
  private readonly ofPart: readonly Invariant<W>[];
  private readonly ofWhole: readonly WholeInvariant<W>[];
  private readonly fresh: string;
  private readonly seen = new Map<string, W['Seen']>();
  private readonly looks = new Map<string, Step<W>>();
  private readonly judged = new Map<Step<W>, Judgements>();
  private readonly speaking = new Map<string, readonly number[]>();
  /** By what is settled before the outcome, the invariants that may speak of it, with what their patterns leave open. */
  private readonly candidates = new Map<string, readonly Candidate[]>();

  /** @param invariants others than the specification's own. */
  constructor(specification: Specification<W>, invariants?: { readonly ofPart: readonly Invariant<W>[]; readonly ofWhole: readonly WholeInvariant<W>[] }) {
    this.system = systemOf(specification);
    this.observer = specification.observer;
    const { dialects, keys } = this.system;
    this.ofPart = invariants?.ofPart ?? specification.invariants();
    this.ofWhole = invariants?.ofWhole ?? specification.ofWholeSteps?.() ?? [];
    this.invariants = [...this.ofPart, ...this.ofWhole].map(({ id, onlyIn }) => ({ id, variants: onlyIn === undefined ? dialects.all : dialects.in(onlyIn) }));
    this.fresh = keys.of(specification.observer.memory);
  }

  /** The watched start: nothing has been told. */
  get start(): Watched<W> {
    return { state: this.system.start, memories: new Map() };
  }

  /**
   * The watched machine over some commands.
   *
   * @param within the dialects; all, unless told.
   * @param system other rules, as long as the rest of the specification is the same.
   */
  machine(commands: readonly Command<W>[], within: VariantSet = this.system.dialects.all, system: System<W> = this.system): WatchedMachine<W> {
    return {
      initial: this.start,
      commands,
      variants: within,
      key: (watched) => this.keyOf(watched),
      step: (before, command) =>
        system.dialects
          .each((dialect) => play(system, before.state, command, dialect), within)
          .map(({ dialects: variants, value }) => ({ variants, outcome: value.kind === 'taken' ? this.watch(before, command, value) : value })),
    };
  }

  /** What a step looks like, however it came about. */
  watch(before: Watched<W>, command: Command<W>, outcome: Played<W>): WatchedStep<W> {
    const names = this.namesIn(before, command, outcome);
    const seen = names.map((name) => this.look(name, before, command, outcome));
    const told = names.map((name, index) => [name, seen[index]!.now] as const).filter(([, now]) => this.system.keys.of(now) !== this.fresh);
    return { ...outcome, next: { state: outcome.next, memories: new Map(told) }, seen };
  }

  judge({ before, command, outcome }: Transition<Watched<W>, Command<W>, WatchedStep<W>>): Judgements {
    const whole = this.judgeWhole({ before: before.state, command, next: outcome.next.state, events: outcome.events });
    return together([...outcome.seen.map((step) => this.judgeStep(step)), whole]);
  }

  /** What can be looked up of a part. */
  see(whole: W['Whole'], part: W['Part']): W['Seen'] {
    const { keys } = this.system;
    const key = `${keys.of(whole)} ${keys.of(part)}`;
    let seen = this.seen.get(key);
    if (this.seen.size > mostLooks) this.seen.clear();
    if (seen === undefined) this.seen.set(key, (seen = keys.one(guarded('the observer', () => this.observer.see(whole, part)))));
    return seen as W['Seen'];
  }

  /** What events tell of a part, as records. */
  recordsOf(events: readonly W['Event'][], name: string): readonly W['Record'][] {
    return events.flatMap((event) => {
      const told = this.system.told(event, name);
      return told === null ? [] : [guarded('the observer', () => this.observer.record(told, this.system.eventWord(event)))];
    });
  }

  private keyOf({ state, memories }: Watched<W>): string {
    const { keys } = this.system;
    let key = `${keys.ofState(state)} /`;
    for (const [name, memory] of memories) key += ` ${name}:${keys.of(memory)}`;
    return key;
  }

  /** Every part that the step could be seen from; one that is nowhere, where there is none. */
  private namesIn({ state, memories }: Watched<W>, command: Command<W>, { next, events }: Played<W>): readonly string[] {
    const names = new Set<string>([...state.parts.keys(), ...next.parts.keys(), ...memories.keys()]);
    for (const event of events) for (const name of this.system.partsNamedIn(event)) names.add(name);
    return names.size > 0 ? [...names].sort() : [this.system.subjectOf(command) ?? ''];
  }

  private look(name: string, before: Watched<W>, command: Command<W>, outcome: Played<W>): Step<W> {
    const { system } = this;
    const { keys } = system;
    const { whole } = before.state;
    const { next, refused, events } = outcome;
    const subject = system.subjectOf(command);
    const here = subject === null || subject === name;
    const past = before.memories.get(name) ?? this.observer.memory;
    const told = events.map((event) => ({ event, told: system.told(event, name) })).filter(({ told: each }) => each !== null);
    const [part, then] = [system.partIn(before.state, name), system.partIn(next, name)];
    const asked = here ? this.askedOf(command) : '';
    const key = `${asked}|${refused}|${keys.of(whole)}${keys.of(part)}>${keys.of(next.whole)}${keys.of(then)}|${keys.of(past)}|${told.map((each) => keys.of(each.told)).join()}`;
    let seen = this.looks.get(key);
    if (this.looks.size > mostLooks) for (const cache of [this.looks, this.judged, this.candidates]) cache.clear();
    if (seen === undefined) {
      const step = {
        command: here ? command : ({ do: 'elsewhere' } as const),
        refused,
        before: this.see(whole, part),
        after: this.see(next.whole, then),
        log: told.map((each) => guarded('the observer', () => this.observer.record(each.told!, system.eventWord(each.event)))),
        past,
      };
      this.looks.set(key, (seen = { ...step, now: guarded('the observer', () => this.observer.remember(step)) }));
    }
    return seen;
  }

  /** A command without the name of its part. */
  private askedOf(command: Command<W>): string {
    const subject = this.system.subjectFieldOf(command.do);
    return Object.entries(command).map(([field, value]) => (field === subject ? '' : String(value))).join();
  }

  private judgeStep(step: Step<W>): Judgements {
    let judgements = this.judged.get(step);
    if (judgements === undefined) {
      const speaking = this.candidatesFor(step).filter(({ open }) => open === null || isMatching(open as never, step as never));
      judgements = split(speaking.map(({ index }) => index), (index) => this.ofPart[index]!.must(step), (index) => this.ofPart[index]!.id);
      this.judged.set(step, judgements);
    }
    return judgements;
  }

  private judgeWhole(step: WholeStep<W>): Judgements {
    const speaking = [...this.ofWhole.keys()].filter((index) => guarded(`invariant ${this.ofWhole[index]!.id}`, () => this.ofWhole[index]!.when(step)));
    const { held, violated } = split(speaking, (index) => this.ofWhole[index]!.must(step), (index) => this.ofWhole[index]!.id);
    const shifted = (indexes: readonly number[]): readonly number[] => indexes.map((index) => this.ofPart.length + index);
    return { held: shifted(held), violated: shifted(violated) };
  }

  private candidatesFor(step: Step<W>): readonly Candidate[] {
    const { keys } = this.system;
    const key = `${step.command.do} ${keys.of(step.before)} ${keys.of(step.past)}`;
    let found = this.candidates.get(key);
    if (found === undefined) {
      const fitting = this.speakingOf(step.command.do).filter((index) => matchesBefore(this.ofPart[index]!.when, step));
      this.candidates.set(key, (found = fitting.map((index) => ({ index, open: openCells(this.ofPart[index]!.when) }))));
    }
    return found;
  }

  /** The invariants that speak of such commands at all: what spares most of the matching. */
  private speakingOf(kind: string): readonly number[] {
    let found = this.speaking.get(kind);
    if (found === undefined) {
      found = [...this.ofPart.keys()].filter((index) => {
        const { command } = this.ofPart[index]!.when;
        return command === undefined || isMatching(command.do as never, kind as never);
      });
      this.speaking.set(kind, found);
    }
    return found;
  }
}

/** Whether an event tells something of every part, also of one that it leaves out. */
export function tellsOfAll(system: System, event: object): boolean {
  return listsParts(system.eventFields(event));
}

/** An invariant that may speak of a step, and what its pattern asks of the outcome; null when nothing. */
interface Candidate {
  readonly index: number;
  readonly open: object | null;
}

type StepPattern = Invariant<any>['when'];

/** Whether a pattern matches a step in what is settled before the command is taken. */
function matchesBefore({ before, past }: StepPattern, step: Step<any>): boolean {
  return isMatching({ ...(before && { before }), ...(past && { past }) } as never, step as never);
}

/** What is left of a pattern: what it says of the outcome; null when it says nothing of it. */
function openCells({ command, before, past, ...open }: StepPattern): object | null {
  return Object.keys(open).length === 0 ? null : open;
}

function split(speaking: readonly number[], must: (index: number) => boolean, idOf: (index: number) => string): Judgements {
  const held: number[] = [];
  const violated: number[] = [];
  for (const index of speaking) {
    try {
      (must(index) ? held : violated).push(index);
    } catch (error) {
      throw AuthorError.of(`invariant ${idOf(index)}`, error);
    }
  }
  return { held, violated };
}

/** Each invariant once: broken, if it is broken as seen from any part. */
function together(judgements: readonly Judgements[]): Judgements {
  const violated = new Set(judgements.flatMap((each) => each.violated));
  const held = new Set<number>();
  for (const each of judgements) for (const index of each.held) if (!violated.has(index)) held.add(index);
  return { held: [...held], violated: [...violated] };
}
