/**
 * The quick proof in four sentences, for the mutation run; proof.test.ts has a test for each rule and invariant.
 */
import { expect, test } from 'vitest';
import { commandText } from '../src/kst/commands.ts';
import { listDialects } from '../src/kst/dialect.ts';
import { knownServersTable } from '../src/kst/model.ts';
import { prove, quickParts } from '../src/kit/proof.ts';

/** Proved anew for each test: of what one takes from another's memory, a mutation run does not see that it depends on it. */
const proof = () => prove(knownServersTable(), quickParts());

test('exactly one rule of each table applies to whatever can happen', () => {
  expect(proof().undecided.map(({ verdict, reason }) => `${verdict}: ${reason}`)).toEqual([]);
});

test('every invariant is upheld, and judged wherever it speaks', () => {
  const wrong = proof().invariants.filter(({ verdict }) => verdict !== 'upheld');
  expect(wrong.map(({ id, verdict, trace }) => [id, verdict, trace?.commands.map(commandText), trace && listDialects(trace.variant)])).toEqual([]);
});

test('every rule applies where it should, and only there', () => {
  expect(proof().rules.filter(({ verdict }) => verdict !== 'upheld')).toEqual([]);
});

test('the whole is upheld, without a counterexample', () => {
  const { verdict, counterexample } = proof();
  expect([verdict, counterexample]).toEqual(['upheld', null]);
});
