/**
 * The judge of logs accepts exactly what the rules can log: held against an enumeration of its own for one server, for strings of any
 * length, and on logs that were changed.
 */
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { commands } from '../src/arbitraries.ts';
import { judgeLogs } from '../src/kit/diagnose/judge.ts';
import { anyServer, serverTracker, Sight } from '../src/kit/diagnose/sight.ts';
import { dialects, dialectsWith } from '../src/kst/dialect.ts';
import { knownServersTable } from '../src/kst/model.ts';
import { emptyWorld } from '../src/kst/state.ts';
import { step } from '../src/kst/step.ts';
import { Enumeration, nameOf } from './diagnose/enumeration.ts';
import { seed } from './seed.ts';
import type { Command } from '../src/kst/commands.ts';
import type { Dialect } from '../src/kst/dialect.ts';
import type { Event } from '../src/kst/events.ts';
import type { LoggedEvent, Observation } from '../src/kst/observation.ts';
import type { Belief } from '../src/verify/track.ts';
import type { ServerTracker } from '../src/kit/diagnose/sight.ts';
import type { Worlds } from './diagnose/enumeration.ts';

const model = knownServersTable();
let tracker: ServerTracker;
let sight: Sight;
beforeAll(() => {
  tracker = serverTracker(model);
  sight = new Sight(tracker);
});

/** Two versions that a log may show, and a third for a pool that it does not. */
const versions = [5, 6, 7];
const alphabet: readonly Command[] = [
  ...versions.map((version): Command => ({ do: 'pool.add', server: anyServer, version })),
  { do: 'pool.remove', server: anyServer },
  { do: 'dialPlan.host', server: anyServer, plan: 'DP1', uriType: 'SipName' },
  { do: 'dialPlan.host', server: anyServer, plan: 'DP2', uriType: 'E164' },
  { do: 'dialPlan.unhost', server: anyServer, plan: 'DP1' },
  { do: 'umRouting.discover' },
  { do: 'rtcsrv.start' },
  { do: 'rtcsrv.stop' },
  { do: 'rtcsrv.restart' },
];

const numbered = (events: readonly Event[]): readonly (Event & Observation)[] => events.filter((event) => event.id !== null) as never;
const logged = (observation: Observation, line = 1): LoggedEvent => ({ observation, at: null, file: 'log', line, afterGap: false });

/** What a sequence of commands logs in a dialect. */
function logOf(sequence: readonly Command[], dialect: Dialect): readonly (Event & Observation)[] {
  let world = emptyWorld();
  return sequence.flatMap((command) => {
    const outcome = step(model, world, command, dialect);
    if (outcome.kind !== 'taken') throw new Error(outcome.where);
    world = outcome.next;
    return numbered(outcome.events);
  });
}

/** How many events are explained, and whether that is all of them. */
function judged(log: readonly Observation[], choices: number): { readonly explained: number; readonly refused: boolean } {
  const { refused } = judgeLogs(tracker, sight, [{ frontEnd: 'fe', events: log.map(logged) }], choices, () => {});
  return { explained: refused?.explainedPrefix ?? log.length, refused: refused !== null };
}

describe('for one server', () => {
  test.for(dialects().map((dialect, index) => [Object.values(dialect).join(' '), index] as const))('every string of events, however long, is accepted exactly when it is enumerated: %s', ([, index]) => {
    const enumeration = new Enumeration(model, alphabet, dialects()[index]!);
    const bit = 1 << index;
    const events = [...enumeration.events].filter(([, event]) => !JSON.stringify(event).includes('7'));
    const pairs = new Map<string, readonly [Worlds, Belief]>();
    const open: (readonly [Worlds, Belief])[] = [[enumeration.start, tracker.anyState]];
    const beliefs = new Map<Belief, number>([[tracker.anyState, 0]]);
    const wrong: string[] = [];
    let [accepted, refused] = [0, 0];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const [worlds, belief] = next;
      for (const [name, event] of events) {
        const after = tracker.read(belief, sight.of(event as Observation, anyServer));
        const found = enumeration.after(worlds, name);
        if (((after.variants & bit) !== 0) !== (found.size > 0)) wrong.push(name);
        if (found.size === 0) {
          refused++;
          continue;
        }
        accepted++;
        if (!beliefs.has(after)) beliefs.set(after, beliefs.size);
        const key = `${beliefs.get(after)} ${[...found.keys()].sort().join()}`;
        if (pairs.has(key)) continue;
        pairs.set(key, [found, after]);
        open.push([found, after]);
      }
    }
    expect(wrong).toEqual([]);
    expect(events.length).toBeGreaterThan(13);
    expect(pairs.size).toBeGreaterThan(20);
    expect(accepted).toBeGreaterThan(60);
    expect(refused).toBeGreaterThan(200);
  });

  test('an event that no rule logs for anyone is refused', () => {
    expect(judged([{ id: 14563, server: anyServer, versions: [5, 6] }], -1)).toEqual({ explained: 0, refused: true });
    expect(judged([{ id: 14492, servers: [{ server: anyServer, version: 0 }, { server: anyServer, version: 6 }] }], -1)).toEqual({ explained: 0, refused: true });
  });
});

describe('a longer log', () => {
  type Kind = 'dropped' | 'doubled' | 'swapped' | 'altered';
  const kinds: readonly Kind[] = ['dropped', 'doubled', 'swapped', 'altered'];
  const changed = (log: readonly (Event & Observation)[], kind: Kind, at: number, events: readonly Event[]): readonly (Event & Observation)[] => {
    switch (kind) {
      case 'dropped':
        return log.toSpliced(at, 1);
      case 'doubled':
        return log.toSpliced(at, 0, log[at]!);
      case 'swapped':
        return log.toSpliced(at, 2, ...log.slice(at, at + 2).reverse());
      case 'altered':
        return log.with(at, events[(at * 7 + log.length) % events.length]! as never);
    }
  };
  const sequences = fc.record({ commands: fc.array(fc.constantFrom(...alphabet.filter((command) => !('version' in command) || command.version !== 7)), { minLength: 12, maxLength: 40, size: 'max' }), dialect: fc.nat(15), at: fc.nat() });

  test('is explained as it was logged; with an event dropped, doubled, swapped or altered it gets the verdict and the place that the enumeration gives', () => {
    const enumerations = new Map<number, Enumeration>();
    const shares = Object.fromEntries(kinds.map((kind) => [kind, { of: 0, refused: 0 }]));
    fc.assert(
      fc.property(sequences, ({ commands: sequence, dialect, at }) => {
        const log = logOf(sequence, dialects()[dialect]!);
        expect(judged(log, 1 << dialect)).toEqual({ explained: log.length, refused: false });
        if (log.length < 2) return;
        let enumeration = enumerations.get(dialect);
        if (enumeration === undefined) enumerations.set(dialect, (enumeration = new Enumeration(model, alphabet, dialects()[dialect]!)));
        for (const kind of kinds) {
          const mutant = changed(log, kind, at % (log.length - 1), [...enumeration.events.values()]);
          let worlds: Worlds = enumeration.start;
          const explained = mutant.findIndex((event) => (worlds = enumeration.after(worlds, nameOf(event))).size === 0);
          expect(judged(mutant, 1 << dialect), kind).toEqual({ explained: explained === -1 ? mutant.length : explained, refused: explained !== -1 });
          shares[kind]!.of++;
          shares[kind]!.refused += Number(explained !== -1);
        }
      }),
      { numRuns: 60 },
    );
    console.log(`changed logs that are refused, seed ${seed}: ${kinds.map((kind) => `${kind} ${shares[kind]!.refused} of ${shares[kind]!.of}`).join(', ')}`);
    for (const kind of kinds) expect(shares[kind]!.refused, kind).toBeGreaterThan(0);
  });
});

describe('several servers', () => {
  test('what the rules log is explained in their dialect, whatever happens to others', () => {
    fc.assert(
      fc.property(commands({ servers: 4 }), fc.nat(15), (sequence, dialect) => {
        const log = logOf(sequence, dialects()[dialect]!);
        expect(judged(log, dialectsWith(dialects()[dialect]!))).toEqual({ explained: log.length, refused: false });
      }),
      { numRuns: 100 },
    );
  });

  test('one that is named late was there from the beginning', () => {
    const start: readonly Observation[] = [{ id: 14492, servers: [] }, { id: 44024, servers: [] }];
    expect(judged([...start, { id: 14563, server: 'ex2.contoso.com', versions: [0, 6] }], -1)).toEqual({ explained: 2, refused: true });
    expect(judged([...start, { id: 14493, server: 'ex2.contoso.com', version: 0 }, { id: 14563, server: 'ex2.contoso.com', versions: [0, 6] }], -1).refused).toBe(false);
  });

  test('between 14492 and 44024 nothing comes, of whatever server', () => {
    const log: readonly Observation[] = [{ id: 14492, servers: [] }, { id: 14493, server: 'ex2.contoso.com', version: 0 }, { id: 44024, servers: ['ex2.contoso.com'] }];
    expect(judged(log, -1)).toEqual({ explained: 1, refused: true });
  });

  test('no dialect for one and another dialect for the next', () => {
    const conflictOnly: readonly Observation[] = [{ id: 14493, server: 'ex1', version: 0 }, { id: 14563, server: 'ex1', versions: [0, 6] }, { id: 14493, server: 'ex1', version: 0 }];
    const alsoRemoved: readonly Observation[] = [{ id: 14493, server: 'ex2', version: 0 }, { id: 14563, server: 'ex2', versions: [0, 5] }, { id: 14495, server: 'ex2', version: 0 }];
    expect(judged(conflictOnly, -1).refused).toBe(false);
    expect(judged(alsoRemoved, -1).refused).toBe(false);
    expect(judged([...conflictOnly, ...alsoRemoved], -1)).toEqual({ explained: 5, refused: true });
  });

  test('what one pool brings about comes at once', () => {
    const pool: readonly Observation[] = [{ id: 14493, server: 'ex1', version: 0 }, { id: 14563, server: 'ex1', versions: [0, 6] }];
    const late: Observation = { id: 14495, server: 'ex1', version: 0 };
    expect(judged([...pool, late], -1).refused).toBe(false);
    expect(judged([...pool, { id: 14493, server: 'ex2', version: 0 }, late], -1)).toEqual({ explained: 3, refused: true });
  });
});

describe('what cannot be read', () => {
  test('stands for anything', () => {
    const log = logOf(
      [{ do: 'dialPlan.host', server: 'ex1', plan: 'DP1', uriType: 'SipName' }, { do: 'rtcsrv.start' }, { do: 'pool.add', server: 'ex1', version: 6 }, { do: 'rtcsrv.restart' }, { do: 'pool.remove', server: 'ex1' }],
      dialects()[0]!,
    );
    const blinded = (observation: Observation): readonly Observation[] => {
      if (observation.id === 14492) return [{ ...observation, servers: null }, { ...observation, servers: observation.servers!.map(({ server }) => ({ server, version: null })) }, { ...observation, servers: observation.servers!.map(({ version }) => ({ server: null, version })) }];
      if (observation.id === 44024) return [{ ...observation, servers: null }, { ...observation, servers: observation.servers!.map(() => null) }];
      if (observation.id === 14563) return [{ ...observation, versions: null }, { ...observation, server: null }];
      return observation.id === 44030 ? [{ ...observation, server: null }] : [{ ...observation, version: null }, { ...observation, server: null }];
    };
    for (const [at, observation] of log.entries()) for (const blind of blinded(observation)) expect(judged(log.with(at, blind as never), 1), JSON.stringify(blind)).toEqual({ explained: log.length, refused: false });
  });

  test('is not more than anything: what no version makes possible is refused', () => {
    const start: readonly Observation[] = [{ id: 14492, servers: [] }, { id: 44024, servers: [] }];
    expect(judged([...start, { id: 14563, server: 'ex1', versions: null }], -1).refused).toBe(true);
    expect(judged([...start, { id: 14495, server: 'ex1', version: null }], -1).refused).toBe(true);
  });
});

test('after a gap a server may be anywhere, in the middle of a start as well; without one it may not', () => {
  const cut: readonly Observation[] = [{ id: 14493, server: 'ex1', version: 0 }, { id: 44024, servers: ['ex1'] }];
  expect(judged(cut, -1)).toEqual({ explained: 1, refused: true });
  const { refused } = judgeLogs(tracker, sight, [{ frontEnd: 'fe', events: cut.map((event, index) => ({ ...logged(event), afterGap: index === 1 })) }], -1, () => {});
  expect(refused).toBeNull();
});
