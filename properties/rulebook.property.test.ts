/**
 * Exactly one rule: none is a gap, two are an overlap, and neither is passed over in silence.
 */
import { expect, test } from 'vitest';
import { alphabetsFor, Exploration } from '../src/engine/explore/exploration.ts';
import { prove } from '../src/engine/prove/prove.ts';
import { systemOf } from '../src/engine/rules/system.ts';
import { knownServersTable } from '../src/kst/specification.ts';
import { withRule } from './with-rule.ts';
import type { AnyRule } from '../src/engine/rules/table.ts';
import type { Choices } from '../src/engine/dialects/dialects.ts';

/** The proof over the first alphabet, where other rules stand in the place of R37. */
function proofWith(edit: (rule: AnyRule) => readonly AnyRule[], choices: Choices = {}) {
  const wrong = withRule(knownServersTable(), 'R37', edit);
  return prove(wrong, alphabetsFor(wrong, 'quick').slice(0, 1), new Exploration(wrong, systemOf(wrong).dialects.with(choices)));
}

test('a rule that is missing is a gap, told with the table and the view', () => {
  const { verdict, undecided, counterexample } = proofWith(() => []);
  expect([verdict, undecided.map((finding) => finding.verdict)]).toEqual(['violated', ['gap']]);
  expect(counterexample).toMatchObject({
    id: 'rulebook',
    verdict: 'gap',
    trace: { commands: [{ do: 'dialPlan.host' }, { do: 'rtcsrv.start' }] },
  });
  expect(counterexample!.reason).toMatch(/^no rule applies: table offer, doing rtcsrv\.start, .*, known nothing, /);
});

test('a rule that is there twice is an overlap, told with both rules', () => {
  const { verdict, undecided, counterexample } = proofWith((rule) => [rule, { ...rule, id: 'R99' }]);
  expect([verdict, undecided.map((finding) => finding.verdict)]).toEqual(['violated', ['overlap']]);
  expect(counterexample!.reason).toMatch(/^R37 and R99 apply: table offer, /);
});

test('a rule that applies where it is declared never to is listed and wrong, also where no other dialect is proved', () => {
  const { verdict, rules } = proofWith((rule) => [{ ...rule, neverIn: [{ survivor: 'restored' }] }], { survivor: 'restored' });
  expect(verdict).toBe('violated');
  expect(rules.find(({ id }) => id === 'R37')).toMatchObject({
    verdict: 'violated',
    reason: 'applies in 8 dialects (survivor=restored), declared not to',
  });
});

test('a rule that is never to apply in any of several choices is judged in each of them', () => {
  const choices = [{ survivor: 'restored' }, { 'restart-winner': 'um' }];
  const { rules } = proofWith((rule) => [{ ...rule, neverIn: choices }]);
  expect(rules.find(({ id }) => id === 'R37')).toMatchObject({ verdict: 'violated', reason: 'applies in 12 dialects, declared not to' });
});

test('a dead rule whose neverIn names no dialect is wrong', () => {
  const dead = { when: { known: 'illegal' }, id: 'R99', says: 'Nothing that ever is', cites: ['F11'], then: () => [] };
  const { rules } = proofWith((rule) => [rule, { ...dead, neverIn: [] }]);
  expect(rules.find(({ id }) => id === 'R99')).toMatchObject({ verdict: 'violated' });
  const declared = proofWith((rule) => [rule, { ...dead, neverIn: [{}] }]);
  expect(declared.rules.filter(({ id, verdict }) => id === 'R99' || verdict === 'violated')).toEqual([]);
});
