/**
 * The judge of logs accepts exactly what the rules can log: held against an enumeration of its own for one part, for strings of any
 * length, and on logs that were changed.
 */
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { haveCommon } from '../src/engine/dialects/set.ts';
import { judgeLog } from '../src/engine/log/judge.ts';
import { commandSequence } from '../src/engine/random/commands.ts';
import { play } from '../src/engine/rules/play.ts';
import { systemOf } from '../src/engine/rules/system.ts';
import { knownServersTable } from '../src/kst/specification.ts';
import { serverSight } from '../src/lync/diagnose/sight.ts';
import { logCases } from './log/cases.ts';
import { Enumeration, nameOf } from './log/enumeration.ts';
import { seed } from './seed.ts';
import type { VariantSet } from '../src/engine/dialects/set.ts';
import type { LogRules } from '../src/engine/log/judge.ts';
import type { Belief } from '../src/engine/log/track.ts';
import type { Command } from '../src/engine/specification.ts';
import type { Observation } from '../src/lync/observation.ts';
import type { LogCase } from './log/cases.ts';
import type { States } from './log/enumeration.ts';

/** What a sequence of commands logs in a dialect. */
function logOf({ specification, isLogged }: LogCase, sequence: readonly Command<any>[], dialect: object): readonly object[] {
  const system = systemOf(specification);
  let state = system.start;
  return sequence.flatMap((command) => {
    const outcome = play(system, state, command, dialect);
    if (outcome.kind !== 'taken') throw new Error(outcome.where);
    state = outcome.next;
    return outcome.events.filter(isLogged);
  });
}

/** How many events are explained, and whether that is all of them. */
function judged(rules: LogRules, log: readonly object[], within = rules.system.dialects.all): { readonly explained: number; readonly refused: boolean } {
  const { refused } = judgeLog(rules, log.map((observation) => ({ observation, afterGap: false })), within, () => {});
  return { explained: refused?.explainedPrefix ?? log.length, refused: refused !== null };
}

describe.for(logCases)('$name', ({ make }) => {
  let it: LogCase;
  let dialects: readonly object[];
  let only: (index: number) => VariantSet;
  beforeAll(() => {
    it = make();
    const system = systemOf(it.specification);
    dialects = system.dialects.list;
    only = (index) => system.dialects.only(dialects[index]!);
  });

  test('every string of events about one part, however long, is accepted exactly when it is enumerated, in every dialect', () => {
    const { rules: { tracker, readings }, part, comesUp, fewest } = it;
    for (const [index, dialect] of dialects.entries()) {
      const enumeration = new Enumeration(it, dialect);
      const events = [...enumeration.events].filter(([, event]) => comesUp(event));
      const pairs = new Set<string>();
      const open: (readonly [States, Belief])[] = [[enumeration.start, tracker.anyState]];
      const beliefs = new Map<Belief, number>([[tracker.anyState, 0]]);
      const wrong: string[] = [];
      let [accepted, refused] = [0, 0];
      for (let next = open.pop(); next !== undefined; next = open.pop()) {
        const [states, belief] = next;
        for (const [name, event] of events) {
          const after = tracker.read(belief, readings.of(event, part));
          const found = enumeration.after(states, name);
          if (haveCommon(after.variants, only(index)) !== found.size > 0) wrong.push(name);
          if (found.size === 0) {
            refused++;
            continue;
          }
          accepted++;
          if (!beliefs.has(after)) beliefs.set(after, beliefs.size);
          const key = `${beliefs.get(after)} ${[...found.keys()].sort().join()}`;
          if (pairs.has(key)) continue;
          pairs.add(key);
          open.push([found, after]);
        }
      }
      expect(wrong).toEqual([]);
      const counts = { events: events.length, pairs: pairs.size, accepted, refused };
      for (const count of ['events', 'pairs', 'accepted', 'refused'] as const) expect(counts[count], count).toBeGreaterThanOrEqual(fewest[count]);
    }
  });

  test('a log is explained as it was logged; with an event dropped, doubled, swapped or altered it gets the verdict and the place that the enumeration gives', () => {
    type Kind = 'dropped' | 'doubled' | 'swapped' | 'altered';
    const kinds: readonly Kind[] = ['dropped', 'doubled', 'swapped', 'altered'];
    const changed = (log: readonly object[], kind: Kind, at: number, events: readonly object[]): readonly object[] => {
      switch (kind) {
        case 'dropped':
          return log.toSpliced(at, 1);
        case 'doubled':
          return log.toSpliced(at, 0, log[at]!);
        case 'swapped':
          return log.toSpliced(at, 2, ...log.slice(at, at + 2).reverse());
        case 'altered':
          return log.with(at, events[(at * 7 + log.length) % events.length]!);
      }
    };
    const showing = it.commands.filter(it.comesUp);
    const commands = fc.array(fc.constantFrom(...showing), { minLength: 12, maxLength: 40, size: 'max' });
    const sequences = fc.record({ commands, dialect: fc.nat(dialects.length - 1), at: fc.nat() });
    const enumerations = new Map<number, Enumeration>();
    const shares = Object.fromEntries(kinds.map((kind) => [kind, { of: 0, refused: 0 }]));
    fc.assert(
      fc.property(sequences, ({ commands: sequence, dialect, at }) => {
        const log = logOf(it, sequence, dialects[dialect]!);
        expect(judged(it.rules, log, only(dialect))).toEqual({ explained: log.length, refused: false });
        if (log.length < 2) return;
        let enumeration = enumerations.get(dialect);
        if (enumeration === undefined) enumerations.set(dialect, (enumeration = new Enumeration(it, dialects[dialect]!)));
        for (const kind of kinds) {
          const mutant = changed(log, kind, at % (log.length - 1), [...enumeration.events.values()]);
          let states: States = enumeration.start;
          const explained = mutant.findIndex((event) => (states = enumeration.after(states, nameOf(event))).size === 0);
          const right = { explained: explained === -1 ? mutant.length : explained, refused: explained !== -1 };
          expect(judged(it.rules, mutant, only(dialect)), kind).toEqual(right);
          shares[kind]!.of++;
          shares[kind]!.refused += Number(explained !== -1);
        }
      }),
      { numRuns: 60 },
    );
    console.log(`changed logs that are refused, seed ${seed}: ${kinds.map((kind) => `${kind} ${shares[kind]!.refused} of ${shares[kind]!.of}`).join(', ')}`);
    for (const kind of kinds) expect(shares[kind]!.refused, kind).toBeGreaterThan(0);
  });

  test('what the rules log of several parts is explained in their dialect; a field that cannot be read stands for anything', () => {
    const system = systemOf(it.specification);
    let blinded = 0;
    fc.assert(
      fc.property(commandSequence(fc, it.specification, { parts: 4 }), fc.nat(dialects.length - 1), fc.nat(), (sequence, dialect, at) => {
        const log = logOf(it, sequence, dialects[dialect]!);
        expect(judged(it.rules, log, only(dialect))).toEqual({ explained: log.length, refused: false });
        if (log.length === 0) return;
        const event = log[at % log.length]!;
        for (const field of Object.keys(system.eventFields(event))) {
          const blind = log.with(at % log.length, { ...event, [field]: null });
          expect(judged(it.rules, blind, only(dialect)), field).toEqual({ explained: log.length, refused: false });
          blinded++;
        }
      }),
      { numRuns: 100 },
    );
    expect(blinded).toBeGreaterThan(50);
  });
});

describe('of the Known Servers Table', () => {
  let rules: LogRules;
  beforeAll(() => void (rules = serverSight(knownServersTable())));
  const judgedHere = (log: readonly Observation[]): ReturnType<typeof judged> => judged(rules, log);

  test('an event that no rule logs for anyone is refused', () => {
    expect(judgedHere([{ id: 14563, server: 'ex1', versions: [5, 6] }])).toEqual({ explained: 0, refused: true });
    expect(judgedHere([{ id: 14492, servers: [{ server: 'ex1', version: 0 }, { server: 'ex1', version: 6 }] }])).toEqual({ explained: 0, refused: true });
  });

  test('one that is named late was there from the beginning', () => {
    const start: readonly Observation[] = [{ id: 14492, servers: [] }, { id: 44024, servers: [] }];
    const conflict: Observation = { id: 14563, server: 'ex2.contoso.com', versions: [0, 6] };
    expect(judgedHere([...start, conflict])).toEqual({ explained: 2, refused: true });
    expect(judgedHere([...start, { id: 14493, server: 'ex2.contoso.com', version: 0 }, conflict]).refused).toBe(false);
  });

  test('between 14492 and 44024 nothing comes, of whatever server', () => {
    const listed: Observation = { id: 14493, server: 'ex2.contoso.com', version: 0 };
    expect(judgedHere([{ id: 14492, servers: [] }, listed, { id: 44024, servers: ['ex2.contoso.com'] }])).toEqual({ explained: 1, refused: true });
  });

  test('no dialect for one and another dialect for the next', () => {
    const conflictOnly: readonly Observation[] = [{ id: 14493, server: 'ex1', version: 0 }, { id: 14563, server: 'ex1', versions: [0, 6] }, { id: 14493, server: 'ex1', version: 0 }];
    const alsoRemoved: readonly Observation[] = [{ id: 14493, server: 'ex2', version: 0 }, { id: 14563, server: 'ex2', versions: [0, 5] }, { id: 14495, server: 'ex2', version: 0 }];
    expect(judgedHere(conflictOnly).refused).toBe(false);
    expect(judgedHere(alsoRemoved).refused).toBe(false);
    expect(judgedHere([...conflictOnly, ...alsoRemoved])).toEqual({ explained: 5, refused: true });
  });

  test('what one pool brings about comes at once', () => {
    const pool: readonly Observation[] = [{ id: 14493, server: 'ex1', version: 0 }, { id: 14563, server: 'ex1', versions: [0, 6] }];
    const late: Observation = { id: 14495, server: 'ex1', version: 0 };
    expect(judgedHere([...pool, late]).refused).toBe(false);
    expect(judgedHere([...pool, { id: 14493, server: 'ex2', version: 0 }, late])).toEqual({ explained: 3, refused: true });
  });

  test('a name or a version inside a list may be one that cannot be read', () => {
    const log = [...started(6, true), { id: 14563, server: 'ex1', versions: [0, 6] }] as const;
    const blinded: readonly Observation[] = [{ id: 14492, servers: [{ server: 'ex1', version: null }] }, { id: 14492, servers: [{ server: null, version: 6 }] }];
    for (const blind of blinded) expect(judgedHere([blind, ...log.slice(1)]), JSON.stringify(blind)).toEqual({ explained: 3, refused: false });
    expect(judgedHere([log[0]!, { id: 44024, servers: [null] }, log[2]!])).toEqual({ explained: 3, refused: false });
    expect(judgedHere([{ id: 14492, servers: [] }, ...log.slice(1)]).refused).toBe(true);
    expect(judgedHere([{ id: 14492, servers: [{ server: 'ex2', version: null }] }, ...log.slice(1)]).refused).toBe(true);
  });

  test('what cannot be read is not more than anything: what no version makes possible is refused', () => {
    expect(judgedHere([...started(null, false), { id: 14563, server: 'ex1', versions: null }]).refused).toBe(true);
    expect(judgedHere([...started(null, false), { id: 14495, server: 'ex1', version: null }]).refused).toBe(true);
  });

  test('after a gap a server may be anywhere, in the middle of a start as well; without one it may not', () => {
    const cut: readonly Observation[] = [{ id: 14493, server: 'ex1', version: 0 }, { id: 44024, servers: ['ex1'] }];
    expect(judgedHere(cut)).toEqual({ explained: 1, refused: true });
    const events = cut.map((observation, index) => ({ observation, afterGap: index === 1 }));
    expect(judgeLog(rules, events, rules.system.dialects.all, () => {}).refused).toBeNull();
  });

  function started(pool: number | null, hosts: boolean): readonly Observation[] {
    return [{ id: 14492, servers: pool === null ? [] : [{ server: 'ex1', version: pool }] }, { id: 44024, servers: hosts ? ['ex1'] : [] }];
  }
});
