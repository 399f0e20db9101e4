/**
 * The quick proof in four sentences, for the mutation run; proof.test.ts has a test for each rule and invariant.
 */
import { expect, test } from 'vitest';
import { alphabetsFor } from '../src/engine/explore/exploration.ts';
import { prove } from '../src/engine/prove/prove.ts';
import { systemOf } from '../src/engine/rules/system.ts';
import { knownServersTable } from '../src/kst/specification.ts';

/** Proved anew for each test: of what one takes from another's memory, a mutation run does not see that it depends on it. */
function proof() {
  const specification = knownServersTable();
  return { ...prove(specification, alphabetsFor(specification, 'quick')), system: systemOf(specification) };
}

test('exactly one rule of each table applies to whatever can happen', () => {
  expect(proof().undecided.map(({ verdict, reason }) => `${verdict}: ${reason}`)).toEqual([]);
});

test('every invariant is upheld, and judged wherever it speaks', () => {
  const { invariants, system } = proof();
  const wrong = invariants.filter(({ verdict }) => verdict !== 'upheld');
  const told = wrong.map(({ id, verdict, trace }) => {
    const commands = trace?.commands.map((command) => system.text(command));
    return [id, verdict, commands, trace && system.dialects.listed(trace.variant)];
  });
  expect(told).toEqual([]);
});

test('every rule applies where it should, and only there', () => {
  expect(proof().rules.filter(({ verdict }) => verdict !== 'upheld')).toEqual([]);
});

test('the whole is upheld, without a counterexample', () => {
  const { verdict, counterexample } = proof();
  expect([verdict, counterexample]).toEqual(['upheld', null]);
});
