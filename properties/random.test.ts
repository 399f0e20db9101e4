/**
 * What the random sequences are worth: how much of the table they reach, and that a fault found by chance is told the
 * same way whatever seed found it.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commands } from '../src/arbitraries.ts';
import { commandText } from '../src/kst/commands.ts';
import { defaultDialect } from '../src/kst/dialect.ts';
import { observer } from '../src/kst/invariants/observed.ts';
import { knownServersTable } from '../src/kst/model.ts';
import { Coverage, floorsMissed } from '../src/kit/coverage.ts';
import { playSequences } from '../src/kit/random.ts';
import { allFaults } from './faults/index.ts';
import { seed } from './seed.ts';
import type { Model } from '../src/kst/model.ts';
import type { DialPlan } from '../src/kst/state.ts';

const faulty = (id: string): Model => allFaults().find((fault) => fault.id === id)!.plant(knownServersTable());

describe('five hundred sequences', () => {
  // About up to three they are those that the reports tell of.
  test('about up to fifty servers reach the floors', () => {
    const { verdict, statistics, tooLow } = playSequences(knownServersTable(), { runs: 500, seed, servers: 50 });
    console.log(`random sequences, seed ${seed}, up to 50 servers: ${JSON.stringify(statistics)}`);
    expect(tooLow).toEqual([]);
    expect(verdict).toBe('upheld');
  });

  test('that say little are found out', () => {
    const enough = { runs: 1000, steps: 38_000, accepted: 20_000, longest: 80, rules: { fired: 39, of: 39 }, rows: { visited: 180, of: 192 } };
    expect(floorsMissed(enough)).toEqual([]);
    for (const little of [{ steps: 19_000, accepted: 10_000 }, { accepted: 10_000 }, { rules: { fired: 38, of: 39 } }, { rows: { visited: 150, of: 192 } }]) {
      expect(floorsMissed({ ...enough, ...little })).toHaveLength(1);
    }
  });

  test('count the rows of a server under whatever spelling a command names it', () => {
    const model = knownServersTable();
    const watching = observer(model);
    const rowsWith = (server: string): number => {
      const coverage = new Coverage(model, watching, {});
      const machine = watching.machine([], defaultDialect());
      const setUp = machine.step(machine.initial, { do: 'pool.add', server: 'xn--bcher-kva.contoso.com', version: 6 })[0]!.outcome;
      if (setUp.kind !== 'taken') throw new Error(setUp.where);
      coverage.add([{ before: setUp.next, command: { do: 'pool.remove', server }, outcome: null }]);
      coverage.add([{ before: machine.initial, command: { do: 'pool.remove', server }, outcome: null }]);
      return coverage.statistics().rows.visited;
    };
    for (const spelled of ['xn--bcher-kva.contoso.com', 'XN--BCHER-KVA.contoso.com.', 'B\u00fccher.contoso.com']) expect(rowsWith(spelled), spelled).toBe(2);
  });

  test('are long, and no command is rare', () => {
    const sampled = fc.sample(commands(), { numRuns: 500, seed });
    expect(Math.max(...sampled.map(({ length }) => length))).toBe(80);
    const kinds = Map.groupBy(sampled.flat(), (command) => command.do);
    for (const [kind, found] of kinds) expect(found.length / sampled.flat().length, kind).toBeGreaterThan(0.02);
    expect(kinds.size).toBe(8);
  });
});

describe('a fault found by chance', () => {
  test.for(['X13', 'X24', 'X84'])('%s is told by the same shortest trace, whatever seed found it', (id) => {
    const told = [seed, seed + 1].map((each) => {
      const { verdict, counterexample } = playSequences(faulty(id), { runs: 2000, seed: each, servers: 3 });
      expect([verdict, counterexample!.shortest]).toEqual(['violated', true]);
      return [counterexample!.id, counterexample!.trace.variant, ...counterexample!.trace.commands.map(commandText)].join('; ');
    });
    expect(new Set(told).size).toBe(1);
  });

  test('that no alphabet of the proof shows is made short over its own commands', () => {
    const model = knownServersTable();
    const prejudiced = { ...model, hosting: (plans: readonly DialPlan[]) => model.hosting(plans.filter(({ plan }) => plan !== 'UM Dial Plan 1')) };
    const { counterexample } = playSequences(prejudiced, { runs: 2000, seed, servers: 3 });
    expect(counterexample!.shortest).toBe(true);
    expect(counterexample!.trace.commands.map((command) => command.do)).toEqual(['dialPlan.host', 'rtcsrv.start']);
    expect(counterexample!.path).not.toBe('');
  });
});
