/**
 * The observer of a specification at work: stands beside the machine, remembers what commands and log have told of each part, and
 * judges each step by the invariants.
 */
import { haveCommon, type VariantSet } from '../dialects/set.ts';
import { kept } from '../kept.ts';
import { matcherOf, type Matcher } from '../patterns.ts';
import { guarded } from '../rules/author-error.ts';
import { applicationsOf, type Application, type Played } from '../rules/play.ts';
import { type System, systemOf } from '../rules/system.ts';
import type { Machine, Taken, Transition } from '../explore/machine.ts';
import type { Command, Observer, Specification, State, Step, WholeStep, Words } from '../specification.ts';
import type { Judgements } from './judge.ts';

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
  /** The rules that applied, with what they were shown; none where the step did not come of the machine. */
  readonly applications: readonly Application<W>[];
}

export type WatchedMachine<W extends Words = any> = Machine<Watched<W>, Command<W>, WatchedStep<W>>;

/** Long random histories with ever new names must not fill the memory. */
const mostLooks = 200_000;

export class Witness<W extends Words = any> {
  readonly system: System<W>;
  private readonly observer: Observer<W>;
  /** Those of a step of one part, then those of a whole step; each with the dialects that it speaks of. */
  readonly invariants: readonly { readonly id: string; readonly variants: VariantSet }[];
  /** Whether each speaks of a step, and what it says then. */
  private readonly ofPart: readonly (Question<Step<W>> & { readonly ofCommand: Matcher })[];
  /** By the kind of a command those that may speak of it: what spares most of the matching. */
  private readonly speaking = new Map<string, readonly Question<Step<W>>[]>();
  private readonly ofWhole: readonly Question<WholeStep<W>>[];
  private readonly fresh: string;
  private readonly seen = new Map<W['Whole'], Map<W['Part'], W['Seen']>>();
  private readonly looks = new Map<string, Step<W>>();
  private readonly judged = new WeakMap<Step<W>, Judgements>();

  constructor(specification: Specification<W>) {
    this.system = systemOf(specification);
    this.observer = specification.observer;
    const { dialects, keys } = this.system;
    const [ofPart, ofWhole] = [specification.invariants(), specification.ofWholeSteps?.() ?? []];
    this.ofPart = ofPart.map(({ id, when: { command, ...others }, must }, index) => {
      return { index, id, ofCommand: matcherOf(command ?? {}), when: matcherOf(others), must };
    });
    this.ofWhole = ofWhole.map(({ id, when, must }, index) => ({ index: ofPart.length + index, id, when, must }));
    this.invariants = [...ofPart, ...ofWhole].map(({ id, onlyIn }) => {
      return { id, variants: onlyIn === undefined ? dialects.all : dialects.in(onlyIn) };
    });
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
  machine(commands: readonly Command<W>[], within = this.system.dialects.all, system: System<W> = this.system): WatchedMachine<W> {
    return {
      initial: this.start,
      commands,
      variants: within,
      key: (watched) => this.keyOf(watched),
      step: (before, command) =>
        system.dialects
          .each((dialect) => applicationsOf(system, before.state, command, dialect), within)
          .map(({ dialects: variants, value: { applications, outcome } }) => ({
            variants,
            outcome: outcome.kind === 'taken' ? this.watch(before, command, outcome, applications) : outcome,
          })),
    };
  }

  /** What a step looks like, however it came about. */
  watch(before: Watched<W>, command: Command<W>, outcome: Played<W>, applications: readonly Application<W>[] = []): WatchedStep<W> {
    const names = this.namesIn(before, command, outcome);
    const seen = names.map((name) => this.look(name, before, command, outcome));
    const told = names.map((name, index) => [name, seen[index]!.now] as const).filter(([, now]) => this.system.keys.of(now) !== this.fresh);
    return { ...outcome, next: { state: outcome.next, memories: new Map(told) }, seen, applications };
  }

  judge({ before, command, outcome }: Transition<Watched<W>, Command<W>, WatchedStep<W>>): Judgements {
    const whole = { before: before.state, command, next: outcome.next.state, events: outcome.events };
    const looks = outcome.seen.map((step) => kept(this.judged, step, () => answers(this.speakingOf(step.command.do), step)));
    return together([...looks, answers(this.ofWhole, whole)]);
  }

  private speakingOf(kind: string) {
    return kept(this.speaking, kind, () => this.ofPart.filter(({ ofCommand }) => ofCommand({ do: kind })));
  }

  /** The ids of invariants, given by their index, that speak in some of these dialects. */
  idsOf(indexes: readonly number[], within: VariantSet): readonly string[] {
    return indexes.map((index) => this.invariants[index]!).filter(({ variants }) => haveCommon(variants, within)).map(({ id }) => id);
  }

  /** What can be looked up of a part. */
  see(whole: W['Whole'], part: W['Part']): W['Seen'] {
    const { keys } = this.system;
    if (this.seen.size > mostLooks) this.seen.clear();
    const ofWhole = kept(this.seen, keys.one(whole), () => new Map<W['Part'], W['Seen']>());
    if (ofWhole.size > mostLooks) ofWhole.clear();
    return kept(ofWhole, keys.one(part), () => keys.one(guarded('the observer', () => this.observer.see(whole, part))));
  }

  /** What events tell of a part, as records. */
  recordsOf(events: readonly W['Event'][], name: string): readonly W['Record'][] {
    return events.flatMap((event) => {
      const told = this.system.told(event, name);
      return told === null ? [] : [guarded('the observer', () => this.observer.record(told, this.system.eventWord(event)))];
    });
  }

  private keyOf({ state, memories }: Watched<W>) {
    const { keys } = this.system;
    let key = `${keys.ofState(state)} /`;
    for (const [name, memory] of memories) key += ` ${name}:${keys.of(memory)}`;
    return key;
  }

  /** Every part that the step could be seen from; one that is nowhere, where there is none. */
  private namesIn({ state, memories }: Watched<W>, command: Command<W>, { next, events }: Played<W>) {
    const names = new Set<string>([...state.parts.keys(), ...next.parts.keys(), ...memories.keys()]);
    for (const event of events) for (const name of this.system.partsNamedIn(event)) names.add(name);
    return names.size > 0 ? [...names].sort() : [this.system.subjectOf(command) ?? ''];
  }

  private look(name: string, before: Watched<W>, command: Command<W>, outcome: Played<W>) {
    const { system, observer } = this;
    const { keys } = system;
    const { whole } = before.state;
    const { next, refused, events } = outcome;
    const subject = system.subjectOf(command);
    const here = subject === null || subject === name;
    const past = before.memories.get(name) ?? observer.memory;
    const [seen, then] = [this.see(whole, system.partIn(before.state, name)), this.see(next.whole, system.partIn(next, name))];
    const asked = here ? this.askedOf(command) : '';
    let key = `${asked}|${refused}|${keys.of(seen)}>${keys.of(then)}|${keys.of(past)}`;
    for (const event of events) {
      const told = system.told(event, name);
      if (told !== null) key += `|${keys.of(told)}`;
    }
    if (this.looks.size > mostLooks) this.looks.clear();
    return kept(this.looks, key, () => {
      const step = {
        command: here ? command : ({ do: 'elsewhere' } as const),
        refused,
        before: seen,
        after: then,
        log: this.recordsOf(events, name),
        past,
      };
      return { ...step, now: guarded('the observer', () => observer.remember(step)) };
    });
  }

  /** A command without the name of its part. */
  private askedOf(command: Command<W>) {
    const subject = this.system.subjectFieldOf(command.do);
    return Object.entries(command).map(([field, value]) => (field === subject ? '' : this.system.keys.of(value))).join();
  }
}

/** An invariant, by its index among all. */
interface Question<S> {
  readonly index: number;
  readonly id: string;
  readonly when: (step: S) => boolean;
  readonly must: (step: S) => boolean;
}

/** What those say of a step that speak of it. */
function answers<S>(questions: readonly Question<S>[], step: S) {
  const [held, violated]: [number[], number[]] = [[], []];
  for (const { index, id, when, must } of questions) {
    guarded(`invariant ${id}`, () => when(step) && (must(step) ? held : violated).push(index));
  }
  return { held, violated };
}

/** Each invariant once: broken, if it is broken as seen from any part. */
function together(judgements: readonly Judgements[]) {
  const telling = judgements.filter(({ held, violated }) => held.length > 0 || violated.length > 0);
  if (telling.length === 1) return telling[0]!;
  const violated = new Set(telling.flatMap((each) => each.violated));
  const held = new Set<number>();
  for (const each of telling) for (const index of each.held) if (!violated.has(index)) held.add(index);
  return { held: [...held], violated: [...violated] };
}
