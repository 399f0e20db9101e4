/**
 * What the random sequences are worth: how much of the table they reach, and that a fault found by chance is told the
 * same way whatever seed found it.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Exploration } from '../src/engine/explore/exploration.ts';
import { commandSequence } from '../src/engine/random/commands.ts';
import { coverageOf, floorsMissed, playSequences } from '../src/engine/random/sequences.ts';
import { systemOf } from '../src/engine/rules/system.ts';
import { hosting } from '../src/kst/integration.ts';
import { knownServersTable } from '../src/kst/specification.ts';
import { leases } from '../starter/leases.ts';
import { faults } from '../starter/faults.ts';
import { rulebooks } from './rulebooks.ts';
import { seed } from './seed.ts';
import { withEffects, withRule } from './with-rule.ts';
import type { AnyEffect } from '../src/engine/rules/table.ts';
import type { Specification } from '../src/engine/specification.ts';

describe.for(rulebooks)('five hundred sequences of the $name', ({ project }) => {
  const { specification } = project();

  // About up to three parts they are those that the reports tell of.
  test('about up to fifty parts reach the floors', () => {
    const { verdict, statistics, tooLow } = playSequences(specification, { runs: 500, seed, parts: 50 });
    console.log(`random sequences, seed ${seed}, up to 50 parts: ${JSON.stringify(statistics)}`);
    expect(tooLow).toEqual([]);
    expect(verdict).toBe('upheld');
  });

  test('are long, and no command is rare', () => {
    const sampled = fc.sample(commandSequence(fc, specification), { numRuns: 500, seed });
    expect(Math.max(...sampled.map(({ length }) => length))).toBe(80);
    const kinds = Map.groupBy(sampled.flat(), (command) => command.do);
    for (const [kind, found] of kinds) expect(found.length / sampled.flat().length, kind).toBeGreaterThan(0.02);
    expect([...kinds.keys()].sort()).toEqual(Object.keys(specification.commands).sort());
  });

  test('are the same for a seed, and other ones for another', () => {
    const played = [seed, seed, seed + 1].map((each) => playSequences(specification, { runs: 50, seed: each, parts: 3 }));
    expect(played.map((result) => result.seed)).toEqual([seed, seed, seed + 1]);
    expect(played[1]).toEqual(played[0]);
    expect(played[2]!.statistics).not.toEqual(played[0]!.statistics);
  });

  test('are made of commands', () => {
    const system = systemOf(specification);
    const sequences = commandSequence(fc, specification, { commands: 20 });
    fc.assert(fc.property(sequences, (sequence) => sequence.forEach((command) => system.check(command))));
  });
});

describe('what sequences cover', () => {
  const counts = { runs: 1000, steps: 38_000, accepted: 20_000, longest: 80 };
  const enough = { ...counts, rules: { fired: 39, of: 39 }, rows: { visited: 180, of: 192 } };

  test('that say little are found out', () => {
    expect(floorsMissed(enough)).toEqual([]);
    const few = [{ rules: { fired: 38, of: 39 } }, { rows: { visited: 150, of: 192 } }];
    for (const little of [{ steps: 19_000, accepted: 10_000 }, { accepted: 10_000 }, ...few]) {
      expect(floorsMissed({ ...enough, ...little })).toHaveLength(1);
    }
  });

  test('are rows of a part under whatever spelling a command names it', () => {
    const exploration = new Exploration(knownServersTable());
    const { witness, system } = exploration;
    const rowsWith = (server: string): number => {
      const coverage = coverageOf(exploration);
      const machine = exploration.machine([], system.dialects.only(system.dialects.usual));
      const setUp = machine.step(machine.initial, { do: 'pool.add', server: 'xn--bcher-kva.contoso.com', version: 6 })[0]!.outcome;
      if (setUp.kind !== 'taken') throw new Error(setUp.where);
      coverage.add([{ before: setUp.next, command: { do: 'pool.remove', server }, outcome: null }]);
      coverage.add([{ before: witness.start, command: { do: 'pool.remove', server }, outcome: null }]);
      return coverage.statistics().rows.visited;
    };
    const spellings = ['xn--bcher-kva.contoso.com', 'XN--BCHER-KVA.contoso.com.', 'B\u00fccher.contoso.com'];
    expect(spellings.map(rowsWith)).toEqual([2, 2, 2]);
  });

  test('are rows of the first alphabet alone, and the sequences and steps that there were', () => {
    const exploration = new Exploration(leases());
    const coverage = coverageOf(exploration);
    const outcome = exploration.machine([]).step(exploration.witness.start, { do: 'tick' })[0]!.outcome;
    if (outcome.kind !== 'taken') throw new Error(outcome.where);
    const { start: before } = exploration.witness;
    coverage.add([{ before, command: { do: 'tick' }, outcome }, { before, command: { do: 'audit' }, outcome: null }]);
    coverage.add([]);
    const two = { runs: 2, steps: 2, accepted: 1, longest: 2 };
    expect(coverage.statistics()).toEqual({ ...two, rules: { fired: 1, of: 10 }, rows: { visited: 2, of: 16 } });
  });
});

describe('a fault found by chance', () => {
  const kst = knownServersTable();
  const without = (kind: string) => (effects: readonly AnyEffect[]) => effects.filter((effect) => effect.do !== kind);
  const planted: readonly (readonly [string, Specification])[] = [
    ['a conflict that stays when the pool goes', withEffects(kst, 'R08', without('close'))],
    ['a pool that is lost while RTCSRV is stopped', withEffects(kst, 'R02', without('set-pool'))],
    // Of the names that sequences are made of, none has capitals.
    ...faults().filter(({ id }) => id !== 'shouted').map((fault) => [fault.says, fault.plant(leases())] as const),
  ];

  test.for(planted)('%s is told by the same shortest trace, whatever seed found it', ([, wrong]) => {
    const system = systemOf(wrong);
    const told = [seed, seed + 1].map((each) => {
      const { verdict, counterexample } = playSequences(wrong, { runs: 2000, seed: each, parts: 3 });
      expect([verdict, counterexample!.shortest]).toEqual(['violated', true]);
      const { id, trace } = counterexample!;
      const commands = trace.commands.map((command) => system.text(command));
      return [id, JSON.stringify(system.dialects.listed(trace.variant)), ...commands].join('; ');
    });
    expect(new Set(told).size).toBe(1);
  });

  test('that no alphabet of the proof shows is made short over its own commands', () => {
    const prejudiced = knownServersTable({ hosting: (plans) => hosting(plans.filter(({ plan }) => plan !== 'UM Dial Plan 1')) });
    const { counterexample } = playSequences(prejudiced, { runs: 2000, seed, parts: 3 });
    expect(counterexample!.shortest).toBe(true);
    expect(counterexample!.trace.commands.map((command) => command.do)).toEqual(['rtcsrv.start', 'dialPlan.host', 'umRouting.discover']);
    expect(counterexample!.path).not.toBe('');
  });

  test('where rules do not decide is told as a gap', () => {
    const undecided = withRule(kst, 'R37', (rule) => [{ ...rule, when: { running: false, claimed: false, pool: true } }]);
    const { verdict, counterexample } = playSequences(undecided, { runs: 100, seed, parts: 2, choices: { survivor: 'restored' } });
    expect(verdict).toBe('violated');
    expect(counterexample).toMatchObject({ id: 'rulebook', verdict: 'gap', says: 'Exactly one rule of each table applies' });
    expect(systemOf(undecided).dialects.listed(counterexample!.trace.variant)).toMatchObject([{ survivor: 'restored' }]);
  });
});
