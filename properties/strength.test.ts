/**
 * The measure of strength measures: holes are found, and what is the same is called the same.
 */
import { describe, expect, test } from 'vitest';
import { invariantSet } from '../src/kst/invariants/index.ts';
import { knownServersTable } from '../src/kst/model.ts';
import { comparedParts, quickParts } from '../src/kit/parts.ts';
import { judgeMutant, Reference } from '../src/kit/strength/judge.ts';
import { mutantsOf } from '../src/kit/strength/mutants.ts';
import { withRule } from './faults/plant.ts';
import type { InvariantSet } from '../src/kst/invariants/index.ts';
import type { Model } from '../src/kst/model.ts';

const model = knownServersTable();
const referenceTo = (set: InvariantSet = invariantSet(), of: Model = model) => new Reference(of, quickParts(), set);
const without = (...ids: readonly string[]): InvariantSet => {
  const set = invariantSet();
  return { ...set, steps: set.steps.filter(({ id }) => !ids.includes(id)) };
};
const mutant = (id: string, of: Model = model) => mutantsOf(of.rulebook).find((each) => each.id === id)!;

describe('a rule mutant', () => {
  test('has an id of its own', () => {
    const ids = mutantsOf(model.rulebook).map(({ id }) => id);
    expect(ids.length).toBeGreaterThan(2000);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test.for([
    ['R04 drop-effect evict pool', 'killed'],
    ['R37 drop-rule', 'killed'],
    ['R27 swap-effects log-found, consult offer', 'killed'],
    ['R38 misread-assumption um-conflict', 'killed'],
    ['R08 drop-effect close', 'killed'], // seen two commands later
    ['R20 double-effect forget', 'equivalent'],
    ['R39 drop-effect settle', 'equivalent'], // an open conflict with an entry is as good as a settled one
    ['R04 add-effect settle last', 'equivalent'],
    ['R36 narrow-cell pool=true', 'killed'],
  ] as const)('%s is %s', ([id, verdict]) => {
    const judged = judgeMutant(referenceTo(), mutant(id));
    expect([judged.verdict, judged.killers.length > 0, judged.trace.length > 0]).toEqual([verdict, verdict === 'killed', verdict === 'killed']);
  });

  test('survives where no invariant tells it from the rules, with the commands that show it', () => {
    const { verdict, killers, trace } = judgeMutant(referenceTo(without('I07')), mutant('R01 change-refusal refuse no-such-pool'));
    expect([verdict, killers]).toEqual(['survived', []]);
    expect(trace.map((command) => command.do)).toEqual(['pool.add', 'pool.add']);
  });

  test('that leads where the rules do not decide is killed, though it has done nothing else by then', () => {
    const rulebook = withRule(model, 'R03', (rule) => [{ ...rule, then: (dialect) => [...rule.then(dialect), { do: 'consult', table: 'offer' }] }]).rulebook;
    const stuck = { id: 'R03 consult offer', operator: 'add-effect', within: ['R03'], rulebook } as const;
    expect(judgeMutant(referenceTo(), stuck)).toMatchObject({ verdict: 'killed', killers: ['rulebook'] });
  });

  test('that has a rule twice is killed, though both are the right one', () => {
    const { rulebook } = withRule(model, 'R05', (rule) => [rule, rule]);
    const twice = { id: 'R05 twice', operator: 'drop-rule', within: ['R05'], rulebook } as const;
    expect(judgeMutant(referenceTo(), twice)).toMatchObject({ verdict: 'killed', killers: ['rulebook'] });
  });

  test('that only the wide alphabet shows is not equivalent: a plan is given up that a hosting server does not have', () => {
    const unseen = mutant('R12 narrow-cell hosting=false');
    expect(judgeMutant(referenceTo(), unseen).verdict).toBe('equivalent');
    expect(judgeMutant(new Reference(model, comparedParts().filter(({ name }) => name === 'narrow' || name === 'wide')), unseen)).toMatchObject({ verdict: 'killed', killers: ['rulebook'] });
  });
});
