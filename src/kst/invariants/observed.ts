/**
 * The machine with an observer beside it, who remembers what commands and log have told of each server, and judges each
 * step by the invariants.
 */
import { isMatching } from 'ts-pattern';
import { isServerCommand } from '../commands.ts';
import { dialectsWith } from '../dialect.ts';
import { serversOf } from '../events.ts';
import { kstMachine } from '../machine.ts';
import { serverIn, serverKey, worldKey } from '../state.ts';
import { invariantSet } from './index.ts';
import { noMemory, seenFrom } from './seen.ts';
import type { Command } from '../commands.ts';
import type { Dialect, DialectSet } from '../dialect.ts';
import type { Event } from '../events.ts';
import type { Model } from '../model.ts';
import type { World } from '../state.ts';
import type { Stuck, Taken } from '../step.ts';
import type { InvariantSet } from './index.ts';
import type { StepPattern } from './invariant.ts';
import type { Memory, SeenCommand, SeenStep } from './seen.ts';
import type { WorldStep } from './worlds.ts';

/** The world, and what has been told of its servers; a server of which nothing has been told is left out. */
export interface Observed {
  readonly world: World;
  readonly memories: ReadonlyMap<string, Memory>;
}

/** A step that was taken, and how it looked from each server; equal looks are one object. */
export interface ObservedTaken extends Omit<Taken, 'next'> {
  readonly next: Observed;
  readonly seen: readonly SeenStep[];
}

export interface ObservedMachine {
  readonly initial: Observed;
  readonly commands: readonly Command[];
  readonly variants: DialectSet;
  key(state: Observed): string;
  step(state: Observed, command: Command): readonly { readonly variants: DialectSet; readonly outcome: ObservedTaken | Stuck }[];
}

/** The invariants, by their index, that a step keeps, and those that it breaks; about the others it says nothing. */
export interface Judgements {
  readonly held: readonly number[];
  readonly violated: readonly number[];
}

export interface Observer {
  /** What is demanded. */
  readonly set: InvariantSet;
  /** Each invariant of a step, with the dialects that it speaks of. */
  readonly invariants: readonly { readonly id: string; readonly variants: DialectSet }[];
  /**
   * The observed machine over an alphabet, in the dialects that make the given choices. Other rules can be watched as
   * well, as long as the rest of the model is the same.
   */
  machine(commands: readonly Command[], choices?: Partial<Dialect>, rulebook?: Model['rulebook']): ObservedMachine;
  /** What a step looks like, however it came about. */
  watch(before: Observed, command: Command, outcome: Taken): ObservedTaken;
  judge(step: { readonly before: Observed; readonly command: Command; readonly outcome: ObservedTaken }): Judgements;
}

/** An observer of a model. What it has seen and judged once it knows again, in whatever machine. */
export function observer(model: Model, set: InvariantSet = invariantSet()): Observer {
  const ofServer = set.steps.map((invariant) => ({ ...invariant, pattern: invariant.when(), variants: dialectsWith(invariant.onlyIn) }));
  const ofWorld = set.worlds;
  const looks = new Map<string, SeenStep>();
  const judged = new Map<SeenStep, Judgements>();
  const speaking = new Map<SeenCommand['do'], readonly number[]>();
  /** By what is settled before the outcome, the invariants that may speak of it, with what their patterns leave open. */
  const candidates = new Map<string, readonly Candidate[]>();

  const look = (name: string, before: Observed, command: Command, outcome: Taken): SeenStep => {
    const past = before.memories.get(name) ?? noMemory();
    const key = lookKey(name, model, before.world, command, outcome, past);
    let seen = looks.get(key);
    if (looks.size > 200_000) {
      looks.clear(); // long random histories with ever new plan names must not fill the memory
      judged.clear();
      candidates.clear();
    }
    if (seen === undefined) looks.set(key, (seen = seenFrom(name, model, before.world, command, outcome, past)));
    return seen;
  };
  const watch = (before: Observed, command: Command, outcome: Taken): ObservedTaken => {
    const names = namesIn(model, before, command, outcome);
    const seen = names.map((name) => look(name, before, command, outcome));
    const told = names.map((name, index) => [name, seen[index]!.now] as const).filter(([, now]) => !tellsNothing(now));
    return { ...outcome, next: { world: outcome.next, memories: new Map(told) }, seen };
  };
  /** The invariants that speak of such commands at all: what spares most of the matching. */
  const speakingOf = (kind: SeenCommand['do']): readonly number[] => {
    let found = speaking.get(kind);
    if (found === undefined) {
      const all = [...ofServer.keys()];
      found = all.filter((index) => ofServer[index]!.pattern.command === undefined || isMatching(ofServer[index]!.pattern.command!.do, kind));
      speaking.set(kind, found);
    }
    return found;
  };
  const candidatesFor = (seen: SeenStep): readonly Candidate[] => {
    const key = settledKey(seen);
    let found = candidates.get(key);
    if (found === undefined) {
      const fitting = speakingOf(seen.command.do).filter((index) => matchesBefore(ofServer[index]!.pattern, seen));
      candidates.set(key, (found = fitting.map((index) => ({ index, pattern: openCells(ofServer[index]!.pattern) }))));
    }
    return found;
  };
  const judgeSeen = (seen: SeenStep): Judgements => {
    let judgements = judged.get(seen);
    if (judgements === undefined) {
      const spoken = candidatesFor(seen).filter(({ pattern }) => pattern === null || isMatching(pattern, seen));
      judged.set(seen, (judgements = split(spoken.map(({ index }) => index), (index) => ofServer[index]!.must(seen))));
    }
    return judgements;
  };
  const judgeWorld = (step: WorldStep): Judgements => {
    const spoken = [...ofWorld.keys()].filter((index) => ofWorld[index]!.when(step));
    const { held, violated } = split(spoken, (index) => ofWorld[index]!.must(step));
    return { held: held.map((index) => ofServer.length + index), violated: violated.map((index) => ofServer.length + index) };
  };

  return {
    invariants: [...ofServer, ...ofWorld].map(({ id, onlyIn }) => ({ id, variants: dialectsWith(onlyIn) })),
    set,
    watch,
    machine(commands, choices, rulebook = model.rulebook) {
      const bare = kstMachine({ ...model, rulebook }, commands, choices);
      return {
        ...bare,
        initial: observed(bare.initial),
        key: observedKey,
        step: (before, command) =>
          bare.step(before.world, command).map(({ variants, outcome }) => ({
            variants,
            outcome: outcome.kind === 'taken' ? watch(before, command, outcome) : outcome,
          })),
      };
    },
    judge({ before, command, outcome }) {
      const worldStep = { before: before.world, command, next: outcome.next.world, events: outcome.events };
      return together([...outcome.seen.map(judgeSeen), judgeWorld(worldStep)]);
    },
  };
}

/** An invariant that may speak of a step, and what its pattern asks of the outcome; null when nothing. */
interface Candidate {
  readonly index: number;
  readonly pattern: StepPattern | null;
}

/** All that is settled before the outcome: the kind of command, what was there before, and the past. */
function settledKey({ command, before: { running, pool, plans, hosting, claimed, known, um, owaIm }, past }: SeenStep): string {
  return `${command.do} ${running} ${pool} ${JSON.stringify(plans)} ${hosting} ${claimed} ${known} ${um} ${owaIm} ${memoryKey(past)}`;
}

/** Whether a pattern matches a step in what is settled before the command is taken. */
function matchesBefore({ command, before, past }: StepPattern, seen: SeenStep): boolean {
  return isMatching({ ...(command && { command }), ...(before && { before }), ...(past && { past }) } as StepPattern, seen);
}

/** What is left of a pattern: what it says of the outcome; null when it says nothing of it. */
function openCells({ command, before, past, ...open }: StepPattern): StepPattern | null {
  return Object.keys(open).length === 0 ? null : open;
}

/** A world of which nothing has been told yet. */
export function observed(world: World): Observed {
  return { world, memories: new Map() };
}

function observedKey({ world, memories }: Observed): string {
  return `${worldKey(world)} / ${[...memories].map(([name, memory]) => `${name}:${memoryKey(memory)}`).sort().join(' ')}`;
}

function split(spoken: readonly number[], must: (index: number) => boolean): Judgements {
  const held: number[] = [];
  const violated: number[] = [];
  for (const index of spoken) (must(index) ? held : violated).push(index);
  return { held, violated };
}

/** Each invariant once: broken, if it is broken as seen from any server. */
function together(judgements: readonly Judgements[]): Judgements {
  const violated = new Set(judgements.flatMap((each) => each.violated));
  const held = new Set<number>();
  for (const each of judgements) for (const index of each.held) if (!violated.has(index)) held.add(index);
  return { held: [...held], violated: [...violated] };
}

/** Every server that the step could be seen from; one that is nowhere, where there is none. */
function namesIn(model: Model, { world, memories }: Observed, command: Command, { next, events }: Taken): readonly string[] {
  const names = new Set<string>();
  for (const { name } of world.servers) names.add(name);
  for (const { name } of next.servers) names.add(name);
  for (const name of memories.keys()) names.add(name);
  for (const event of events) for (const name of serversOf(event)) names.add(name);
  return names.size > 0 ? [...names] : [isServerCommand(command) ? model.canonicalName(command.server) : ''];
}

function tellsNothing({ listed, conflict, found }: Memory): boolean {
  return listed.length === 0 && conflict === 'none' && !found;
}

function memoryKey({ listed, conflict, found }: Memory): string {
  return `${listed};${conflict};${found}`;
}

/** Equal exactly for steps that look the same from a server, its name apart. */
function lookKey(name: string, model: Model, before: World, command: Command, { refused, events, next }: Taken, past: Memory): string {
  const here = !isServerCommand(command) || model.canonicalName(command.server) === name;
  const asked = here ? Object.entries(command).map(([field, value]) => (field === 'server' ? '' : value)) : [];
  const said = events.map((event) => eventKey(event, name));
  const changed = `${before.running}${serverKey(serverIn(before, name))}>${next.running}${serverKey(serverIn(next, name))}`;
  return `${asked}|${refused}|${changed}|${memoryKey(past)}|${said.join('')}`;
}

/** What an event says of a server, and nothing where it is about another. */
function eventKey(event: Event, name: string): string {
  switch (event.id) {
    case 14492:
      return `14492:${event.servers.map(({ server, version }) => (server === name ? version : ''))},`;
    case 44024:
      return `44024:${event.servers.includes(name)},`;
    default: {
      if (event.server !== name) return '';
      const { server, ...data } = event;
      return `${JSON.stringify(data)},`;
    }
  }
}
