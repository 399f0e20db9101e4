/**
 * The observer remembers what it has seen and judged, and matches no more patterns than it must. None of that shows: it
 * sees and judges whatever might happen, right or wrong, as if it were for the first time.
 */
import fc from 'fast-check';
import { isMatching } from 'ts-pattern';
import { describe, expect, test } from 'vitest';
import { command as commandAbout } from '../src/arbitraries.ts';
import { isServerCommand } from '../src/kst/commands.ts';
import { serversOf } from '../src/kst/events.ts';
import { invariantSet } from '../src/kst/invariants/index.ts';
import { observed, observer } from '../src/kst/invariants/observed.ts';
import { noMemory, seenFrom } from '../src/kst/invariants/seen.ts';
import { knownServersTable } from '../src/kst/model.ts';
import { emptyWorld, inOrder } from '../src/kst/state.ts';
import type { Command } from '../src/kst/commands.ts';
import type { Event } from '../src/kst/events.ts';
import type { Judgements, Observed } from '../src/kst/invariants/observed.ts';
import type { Memory, SeenStep } from '../src/kst/invariants/seen.ts';
import type { Server, World } from '../src/kst/state.ts';
import type { Taken } from '../src/kst/step.ts';

const model = knownServersTable();
const set = invariantSet();

/** Something that might happen. */
interface Happening {
  readonly before: Observed;
  readonly command: Command;
  readonly outcome: Taken;
}

const versions = fc.constantFrom<readonly number[]>([], [], [0], [6], [0, 6]);
const conflict = fc.constantFrom('none' as const, 'open' as const, 'settled' as const);

const server = (name: string): fc.Arbitrary<Server> =>
  fc.record({
    name: fc.constant(name),
    pool: fc.constantFrom(null, 6),
    plans: fc.constantFrom<Server['plans']>([], [{ plan: 'DP1', uriType: 'SipName' }], [{ plan: 'DP1', uriType: 'E164' }]),
    claimed: fc.boolean(),
    known: versions,
    conflict,
  });

const world = (names: readonly string[]): fc.Arbitrary<World> =>
  fc.record({ running: fc.boolean(), servers: fc.subarray([...names]).chain((some) => fc.tuple(...some.map(server))).map(inOrder) });

const memories = (names: readonly string[]): fc.Arbitrary<ReadonlyMap<string, Memory>> =>
  fc
    .shuffledSubarray([...names])
    .chain((some) => fc.tuple(...some.map((name) => fc.tuple(fc.constant(name), fc.record({ listed: versions, conflict, found: fc.boolean() })))))
    .map((entries) => new Map(entries));

function event(names: readonly string[]): fc.Arbitrary<Event> {
  const name = fc.constantFrom(...names);
  const version = fc.constantFrom(0, 6);
  return fc.oneof(
    fc.record({ id: fc.constant(14492 as const), servers: fc.array(fc.record({ server: name, version }), { maxLength: 2 }) }),
    fc.record({ id: fc.constantFrom(14493 as const, 14495 as const), server: name, version }),
    fc.record({ id: fc.constant(14563 as const), server: name, versions: fc.constantFrom<readonly [number, number]>([0, 6], [5, 6]) }),
    fc.record({ id: fc.constant(44024 as const), servers: fc.subarray([...names]) }),
    fc.record({ id: fc.constant(44030 as const), server: name }),
    fc.record({ id: fc.constant(null), name: fc.constantFrom('exchange-server-added' as const, 'exchange-server-removed' as const), server: name }),
  );
}

/** The parts of which something that might happen is made. */
const parts = (names: readonly string[]) =>
  fc.record({
    world: world(names),
    memories: memories(names),
    command: commandAbout(names),
    next: world(names),
    changes: fc.boolean(),
    events: fc.array(event(names), { maxLength: 2 }),
    refused: fc.constantFrom(null, null, null, 'not-running' as const),
  });
type Parts = ReturnType<typeof parts> extends fc.Arbitrary<infer P> ? P : never;

const happening = ({ world, memories, command, next, changes, events, refused }: Parts): Happening => ({
  before: { world, memories },
  command,
  outcome: { kind: 'taken', next: changes ? next : world, events, rules: [], refused },
});

const names = ['ex1', 'ex2'];

/** Two that have all parts but one in common, and that one perhaps. */
const alike = fc
  .tuple(parts(names), parts(names), fc.constantFrom<keyof Parts>('world', 'memories', 'command', 'next', 'events', 'refused'))
  .map(([one, other, part]) => [happening(one), happening({ ...one, [part]: other[part] })] as const);

/** The looks of a step, made anew. */
function looks(servers: Iterable<string>, { before: { world, memories }, command, outcome }: Happening): ReadonlyMap<string, SeenStep> {
  return new Map([...servers].map((name) => [name, seenFrom(name, model, world, command, outcome, memories.get(name) ?? noMemory())]));
}

/** Every server that is there before or after, that something has been told of, or that the log names. */
function concerned({ before: { world, memories }, outcome: { next, events } }: Happening): ReadonlySet<string> {
  return new Set([...[...world.servers, ...next.servers].map(({ name }) => name), ...memories.keys(), ...events.flatMap(serversOf)]);
}

/** A look, however the command spells the server. */
function spelt({ command, ...seen }: SeenStep): unknown {
  return { ...seen, command: { ...command, server: '' } };
}

/** Every invariant asked about every look and about the whole step: what is broken anywhere does not hold. */
function judgedAnew({ before, command, outcome }: Happening, seen: readonly SeenStep[]): Judgements {
  const step = { before: before.world, command, next: outcome.next, events: outcome.events };
  const answers = [
    ...set.steps.map(({ when, must }) => seen.filter((look) => isMatching(when(), look)).map(must)),
    ...set.worlds.map(({ when, must }) => (when(step) ? [must(step)] : [])),
  ];
  const those = (condition: (answers: readonly boolean[]) => boolean) => [...answers.keys()].filter((index) => condition(answers[index]!));
  return { held: those((answers) => answers.length > 0 && !answers.includes(false)), violated: those((answers) => answers.includes(false)) };
}

/** Texts are compared in a moment, which records are not. */
const text = (value: unknown): string => JSON.stringify(value);
const inOrderOfIndex = ({ held, violated }: Judgements): string => text({ held: held.toSorted((a, b) => a - b), violated: violated.toSorted((a, b) => a - b) });

describe('the observer sees', () => {
  const watching = observer(model);

  test('each server that a step concerns as it looks, whatever it has seen before', () => {
    fc.assert(
      fc.property(alike, (steps) => {
        for (const step of steps) {
          const anew = looks(concerned(step), step);
          const { seen, next } = watching.watch(step.before, step.command, step.outcome);
          if (anew.size > 0) expect(text(seen.map(spelt))).toBe(text([...anew.values()].map(spelt)));
          for (const [name, { now }] of anew) expect(text(next.memories.get(name) ?? noMemory())).toBe(text(now));
        }
      }),
      { numRuns: 1200 },
    );
  });

  test('a step that concerns no server from one that is nowhere', () => {
    for (const command of [{ do: 'pool.remove', server: 'EX1' }, { do: 'rtcsrv.stop' }] as const) {
      const step: Happening = { before: observed(emptyWorld()), command, outcome: { kind: 'taken', next: emptyWorld(), events: [], rules: [], refused: null } };
      const anew = looks(isServerCommand(command) ? ['ex1'] : ['nowhere'], step);
      expect(watching.watch(step.before, command, step.outcome).seen.map(spelt)).toEqual([...anew.values()].map(spelt));
    }
  });

  test('two servers that look the same as one and the same, whatever the log says of others', () => {
    const another: fc.Arbitrary<Event> = event(['ex2']).filter((event) => !('servers' in event));
    fc.assert(
      fc.property(parts(['ex1']), another, (some, event) => {
        const one = happening(some);
        const other = happening(JSON.parse(JSON.stringify({ ...some, memories: [] }).replaceAll(/ex1/gi, 'ex3')) as Parts);
        const renamed = { ...other.before, memories: new Map([...one.before.memories].map(([, memory]) => ['ex3', memory])) };
        const seen = (before: Observed, command: Command, outcome: Taken) => watching.watch(before, command, outcome).seen[0];
        const first = seen(one.before, one.command, one.outcome);
        expect(seen(renamed, other.command, other.outcome)).toBe(first);
        if (concerned(one).size > 0) expect(seen(one.before, one.command, { ...one.outcome, events: [...one.outcome.events, event] })).toBe(first);
      }),
    );
  });
});

test('an observed world is the same exactly where the world is, and what has been told', () => {
  const { key } = observer(model).machine([]);
  const told = ({ memories }: Observed) => JSON.stringify([...memories].sort(([a], [b]) => (a < b ? -1 : 1)));
  fc.assert(
    fc.property(alike, ([{ before: one }, { before: other }]) => {
      expect(key(one) === key(other)).toBe(JSON.stringify(one.world) === JSON.stringify(other.world) && told(one) === told(other));
      expect(key({ ...one, memories: new Map([...one.memories].reverse()) })).toBe(key(one));
    }),
  );
});

describe('the observer judges', () => {
  const watching = observer(model);

  test('whatever it watches as every invariant would, whatever it has judged before', () => {
    fc.assert(
      fc.property(alike, (steps) => {
        for (const step of steps) {
          const outcome = watching.watch(step.before, step.command, step.outcome);
          expect(inOrderOfIndex(watching.judge({ before: step.before, command: step.command, outcome }))).toBe(text(judgedAnew(step, outcome.seen)));
        }
      }),
      { numRuns: 600 },
    );
  });
});
