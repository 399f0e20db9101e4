/**
 * Exactly one rule: none is a gap, two are an overlap, and neither is passed over in silence.
 */
import { expect, test } from 'vitest';
import { knownServersTable } from '../src/kst/model.ts';
import { prove, quickParts } from '../src/kit/proof.ts';
import { withRule } from './faults/plant.ts';

const narrow = () => quickParts().slice(0, 1);

test('a rule that is missing is a gap, told with the table and the view', () => {
  const { verdict, undecided, counterexample } = prove(withRule(knownServersTable(), 'R37', () => []), narrow());
  expect([verdict, undecided.map((finding) => finding.verdict)]).toEqual(['violated', ['gap']]);
  expect(counterexample).toMatchObject({ id: 'rulebook', verdict: 'gap', trace: { commands: [{ do: 'dialPlan.host' }, { do: 'rtcsrv.start' }] } });
  expect(counterexample!.reason).toMatch(/^no rule applies: table offer, doing rtcsrv\.start, .*, known nothing, /);
});

test('a rule that is there twice is an overlap, told with both rules', () => {
  const { verdict, undecided, counterexample } = prove(withRule(knownServersTable(), 'R37', (rule) => [rule, { ...rule, id: 'R99' }]), narrow());
  expect([verdict, undecided.map((finding) => finding.verdict)]).toEqual(['violated', ['overlap']]);
  expect(counterexample!.reason).toMatch(/^R37 and R99 apply: table offer, /);
});

test('a rule that applies where it is declared never to is listed and wrong, also where no other dialect is proved', () => {
  const { verdict, rules } = prove(withRule(knownServersTable(), 'R37', (rule) => [{ ...rule, neverIn: { survivor: 'restored' } }]), narrow(), { survivor: 'restored' });
  expect(verdict).toBe('violated');
  expect(rules.find(({ id }) => id === 'R37')).toMatchObject({ verdict: 'violated', reason: 'applies in 8 dialects (survivor=restored), declared not to' });
});
