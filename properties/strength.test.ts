/**
 * The measure of strength measures: holes are found, and what is the same is called the same.
 */
import { describe, expect, test } from 'vitest';
import { Exploration } from '../src/engine/explore/exploration.ts';
import { systemOf } from '../src/engine/rules/system.ts';
import { judge, judgeMutant, judgeMutants } from '../src/engine/strength/judge.ts';
import { mutantsOf } from '../src/engine/strength/mutants.ts';
import { Reference } from '../src/engine/strength/reference.ts';
import { knownServersTable } from '../src/kst/specification.ts';
import { leases } from '../starter/leases.ts';
import { lamps } from './lamps.ts';
import { withEffects, withRule } from './with-rule.ts';
import type { Alphabet, Specification, Step } from '../src/engine/specification.ts';
import type { Judged } from '../src/engine/strength/judge.ts';
import type { Leases } from '../starter/words.ts';

const quick = ({ for: purpose }: Alphabet<any>): boolean => purpose === 'quick';
const referenceTo = (specification: Specification, which: (alphabet: Alphabet<any>) => boolean = quick): Reference =>
  new Reference(new Exploration(specification), specification.alphabets.filter(which));
const without = (specification: Specification, ...ids: readonly string[]): Specification => ({
  ...specification,
  invariants: () => specification.invariants().filter(({ id }) => !ids.includes(id)),
});
const mutantsIn = (reference: Reference) => mutantsOf(reference.right.system, reference.shown());
const judgeById = (reference: Reference, id: string, mutants = mutantsIn(reference)) =>
  judgeMutant(reference, mutants.find((mutant) => mutant.id === id)!);

/** Rules that somebody has written, with changes in some of them, held against the right ones. */
function judgeRules(right: Specification, wrong: Specification, ...within: readonly string[]): Judged {
  const reference = referenceTo(right);
  const { system } = reference.right;
  const changed = [...systemOf(wrong).tables].reduce((made, [name, { rules }]) => made.instead(name, rules), system);
  return judge(reference, changed, within);
}

describe('a rule mutant', () => {
  const right = knownServersTable();
  const reference = referenceTo(right);
  const mutants = mutantsIn(reference);

  test('has an id of its own', () => {
    const ids = mutants.map(({ id }) => id);
    expect(ids.length).toBeGreaterThan(1900);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test.for([
    ['R04 drop-effect evict pool', 'killed'],
    ['R37 drop-rule', 'killed'],
    ['R27 swap-effects log-found, ask offer', 'killed'],
    ['R38 misread-assumption um-conflict', 'killed'],
    ['R08 drop-effect close', 'killed'], // seen two commands later
    ['R20 double-effect forget', 'equivalent'],
    ['R39 drop-effect settle', 'equivalent'], // an open conflict with an entry is as good as a settled one
    ['R04 add-effect settle last', 'equivalent'],
    ['R36 narrow-cell pool=true', 'killed'],
    ['R15 double-effect run', 'equivalent'],
    ['R19 drop-effect perform rtcsrv.stop', 'killed'],
  ] as const)('%s is %s', ([id, verdict]) => {
    const judged = judgeById(reference, id, mutants);
    const isKilled = verdict === 'killed';
    expect([judged.verdict, judged.killers.length > 0, judged.trace.length > 0]).toEqual([verdict, isKilled, isKilled]);
  });

  test('survives where no invariant tells it from the rules, with the commands that show it', () => {
    const { verdict, killers, trace } = judgeById(referenceTo(without(right, 'I07')), 'R01 change-refusal refuse no-such-pool');
    expect([verdict, killers]).toEqual(['survived', []]);
    expect(trace.map((command) => command.do)).toEqual(['pool.add', 'pool.add']);
  });

  test('that leads where the rules do not decide is killed, though it has done nothing else by then', () => {
    const asking = withEffects(right, 'R03', (effects) => [...effects, { do: 'ask', table: 'offer' }]);
    expect(judgeRules(right, asking, 'R03')).toMatchObject({ verdict: 'killed', killers: ['rulebook'] });
  });

  test('that has a rule twice is killed, though both are the right one', () => {
    const twice = withRule(right, 'R05', (rule) => [rule, rule]);
    expect(judgeRules(right, twice, 'R05')).toMatchObject({ verdict: 'killed', killers: ['rulebook'] });
  });

  test('that only the wide alphabet shows is not equivalent: a plan is given up that a hosting server does not have', () => {
    const id = 'R12 narrow-cell hosting=false';
    expect(judgeById(reference, id, mutants).verdict).toBe('equivalent');
    const wide = referenceTo(right, ({ name }) => name === 'narrow' || name === 'wide');
    expect(judgeById(wide, id)).toMatchObject({ verdict: 'killed', killers: ['rulebook'] });
  });

  test('never makes a table ask itself, and does nothing that the types of its table forbid', () => {
    const { system } = reference.right;
    for (const { table: name, rules, operator } of mutants) {
      const { kind } = system.tables.get(name)!;
      const effects = rules.flatMap(({ then }) => system.dialects.each(then)).flatMap(({ value }) => value);
      expect(effects.filter((effect) => ['ask', 'each', 'perform'].includes(effect.do)).flatMap(Object.values)).not.toContain(name);
      if (kind === 'each') expect(operator).not.toMatch(/refus|accept/);
      const words = Object.keys(kind === 'whole' ? right.wholeEffects : right.partEffects);
      const own = kind === 'whole' ? ['each', 'perform', 'refuse'] : ['ask', 'refuse'];
      expect(effects.filter(({ do: word }) => !words.includes(word) && !own.includes(word))).toEqual([]);
    }
  });
});

describe('mutants of another rulebook', () => {
  test('are killed or equivalent', () => {
    const judged = judgeMutants(referenceTo(leases(), () => true));
    expect(judged.filter(({ verdict }) => verdict === 'survived').map(({ mutant }) => mutant.id)).toEqual([]);
    expect(judged.filter(({ verdict }) => verdict === 'killed').length).toBeGreaterThan(100);
  });

  test('survive where they do what no invariant speaks of', () => {
    const survivors = judgeMutants(referenceTo(lamps())).filter(({ verdict }) => verdict === 'survived');
    expect(new Set(survivors.map(({ mutant }) => mutant.id.slice(0, 6)))).toEqual(new Set(['R2 cha', 'R2 acc', 'R4 cha', 'R4 acc']));
  });

  test('read an assumption of three choices as another one, and as if each were the only one', () => {
    const choices = ['restarts', 'ignored', 'refused'];
    const assumptions = { renewal: { ...leases().assumptions.renewal, choices } };
    const mutants = mutantsIn(referenceTo({ ...leases(), assumptions } as Specification));
    const ids = mutants.map(({ id }) => id).filter((id) => id.includes('-assumption'));
    expect(ids).toEqual(['R2 misread-assumption renewal', ...choices.map((choice) => `R2 ignore-assumption renewal=${choice}`)]);
  });

  test('that make a function of the specification throw are killed', () => {
    const right = leases();
    const change = ({ holder, ticks }: Leases['Part']) => (ticks === 0 ? { holder, ticks: 1 as const } : fail());
    const fragile = { ...right, partEffects: { ...right.partEffects, age: { ...right.partEffects.age, change } } };
    expect(judgeById(referenceTo(fragile), 'R8 add-effect age last')).toMatchObject({ verdict: 'killed', killers: ['rulebook'] });
    const young = { id: 'I1', says: '', cites: [], when: {}, must: ({ after: { ticks } }: Step<Leases>) => ticks < 1 || fail() };
    expect(judgeById(referenceTo({ ...right, invariants: () => [young] }), 'R2 drop-effect grant').killers).toContain('I1');
  });

  test.for([
    ['at once', 'free'],
    ['unseen', null],
  ] as const)('that have no end where the rules have one are killed, if they show it %s', ([, usual]) => {
    const right = leases();
    const change = (part: Leases['Part']) => ({ ...part, ticks: part.ticks + 1 });
    const specification = {
      ...right,
      alphabets: [{ ...right.alphabets[0]!, commands: [{ do: 'take', lease: 'x', by: 'ann' }, { do: 'tick' }] }],
      ...{ invariants: () => [], ofWholeSteps: () => [], ofRuns: () => [], observer: { ...right.observer, see: () => ({}) } },
      cells: { ...right.cells, old: { values: [false, true], of: (_whole: object, { ticks }: { ticks: number }) => ticks > 0 } },
      partEffects: { ...right.partEffects, age: { ...right.partEffects.age, change } },
    } as unknown as Specification;
    const finite = withEffects(specification, 'R9', () => (usual === null ? [] : [{ do: usual }]));
    expect(judgeRules(finite, withEffects(finite, 'R9', () => [{ do: 'age' }]), 'R9').killers).toEqual(['rulebook']);
  });
});

function fail(): never {
  throw new Error('it is old already');
}
