/**
 * Sets of dialects as conditions over assumptions: nothing is lost on the way there and back.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { conditionOf, conditionText, dialectsIn } from '../src/kst/conditions.ts';
import { dialects, dialectsWith } from '../src/kst/dialect.ts';

const set = () => fc.integer({ min: 0, max: 0xffff });

describe('the condition of a set of dialects', () => {
  test('holds in just these dialects', () => {
    fc.assert(fc.property(set(), (dialectSet) => dialectsIn(conditionOf(dialectSet)) === dialectSet));
  });

  test('holds in just these of the dialects that matter, and is no longer than it would be if all did', () => {
    fc.assert(
      fc.property(set(), set(), (some, within) => {
        const wanted = some & within;
        const condition = conditionOf(wanted, within);
        return (dialectsIn(condition) & within) === wanted && condition.length <= conditionOf(wanted).length;
      }),
    );
  });

  test('is as short as can be where one way to choose says it all', () => {
    for (const dialect of dialects()) {
      for (const names of [[], ['survivor'], ['restart-winner', 'um-conflict'], Object.keys(dialect)] as const) {
        const choices = Object.fromEntries(Object.entries(dialect).filter(([name]) => (names as readonly string[]).includes(name)));
        expect(conditionOf(dialectsWith(choices))).toEqual([choices]);
      }
    }
    expect(conditionOf(dialectsWith({ survivor: 'restored', 'eviction-log': 'also-removed' }), dialectsWith({ survivor: 'restored' }))).toEqual([{ 'eviction-log': 'also-removed' }]);
  });

  test('says with few choices what others would say with more', () => {
    const [um, both] = [{ 'restart-winner': 'um' }, { 'eviction-log': 'also-removed', 'um-conflict': 'settles' }] as const;
    const neither = [{ 'eviction-log': 'also-removed', 'um-conflict': 'stays-open' }, { 'eviction-log': 'conflict-only', 'um-conflict': 'settles' }] as const;
    const wanted = dialectsWith({ ...um, ...both });
    const within = neither.reduce((set, choices) => set | dialectsWith({ 'restart-winner': 'topology', ...choices }), wanted);
    expect(conditionOf(wanted, within)).toEqual([um]);
  });

  test('has no part that fewer choices would say, where only some dialects matter too', () => {
    const without = (part: object, name: string): object => Object.fromEntries(Object.entries(part).filter(([each]) => each !== name));
    fc.assert(
      fc.property(set(), fc.oneof(set(), fc.constant(0xffff)), (some, within) =>
        conditionOf(some & within, within).every((part) => Object.keys(part).every((name) => (dialectsWith(without(part, name)) & within & ~some) !== 0)),
      ),
    );
  });

  test('is a short text', () => {
    expect(conditionText([])).toBe('never');
    expect(conditionText([{}])).toBe('always');
    expect(conditionText([{ 'eviction-log': 'also-removed', survivor: 'restored' }, { 'restart-winner': 'um' }])).toBe(
      'eviction-log=also-removed & survivor=restored | restart-winner=um',
    );
  });
});
