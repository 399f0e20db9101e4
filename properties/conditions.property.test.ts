/**
 * Sets of dialects as conditions over assumptions: nothing is lost on the way there and back.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { conditionOf, conditionText } from '../src/engine/dialects/conditions.ts';
import { both, either, haveCommon, without } from '../src/engine/dialects/set.ts';
import { systemOf } from '../src/engine/rules/system.ts';
import { knownServersTable } from '../src/kst/specification.ts';
import { anySet, fewChoices, sameSet, spaces } from './spaces.ts';
import type { Choices, Dialects } from '../src/engine/dialects/dialects.ts';
import type { VariantSet } from '../src/engine/dialects/set.ts';

/** Any set of few dialects; of many such as rules bring about. */
const set = (dialects: Dialects): fc.Arbitrary<VariantSet> => (dialects.list.length > 32 ? fewChoices(dialects) : anySet(dialects));

describe.for(spaces)('the condition of a set of $says', ({ dialects }) => {
  const { all, names } = dialects;

  test('holds in just these dialects', () => {
    fc.assert(fc.property(set(dialects), (some) => sameSet(dialects.in(conditionOf(dialects, some)), some)), { numRuns: 50 });
  });

  test('holds in just these of the dialects that matter, and is no longer than it would be if all did', () => {
    fc.assert(
      fc.property(set(dialects), set(dialects), (some, within) => {
        const wanted = both(some, within);
        const condition = conditionOf(dialects, wanted, within);
        return sameSet(both(dialects.in(condition), within), wanted) && condition.length <= conditionOf(dialects, wanted).length;
      }),
      { numRuns: 50 },
    );
  });

  test('is as short as can be where one way to choose says it all', () => {
    fc.assert(
      fc.property(fc.constantFrom(...dialects.list), fc.subarray([...names]), (dialect, some) => {
        const choices = Object.fromEntries(some.map((name) => [name, dialect[name]!]));
        expect(conditionOf(dialects, dialects.with(choices))).toEqual([choices]);
      }),
      { numRuns: 20 },
    );
  });

  test('has no part that fewer choices would say, where only some dialects matter too', () => {
    const less = (part: Choices, name: string): Choices => Object.fromEntries(Object.entries(part).filter(([each]) => each !== name));
    fc.assert(
      fc.property(set(dialects), fc.oneof(set(dialects), fc.constant(all)), (some, within) => {
        const barred = without(within, some);
        return conditionOf(dialects, both(some, within), within).every((part) =>
          Object.keys(part).every((name) => haveCommon(dialects.with(less(part, name)), barred)),
        );
      }),
      { numRuns: 50 },
    );
  });
});

describe('the condition of dialects of the Known Servers Table', () => {
  const given = () => systemOf(knownServersTable());

  test('leaves out what only dialects that do not matter would ask for', () => {
    const { dialects } = given();
    const wanted = dialects.with({ survivor: 'restored', 'eviction-log': 'also-removed' });
    expect(conditionOf(dialects, wanted, dialects.with({ survivor: 'restored' }))).toEqual([{ 'eviction-log': 'also-removed' }]);
  });

  test('says with few choices what others would say with more', () => {
    const { dialects } = given();
    const [um, two] = [{ 'restart-winner': 'um' }, { 'eviction-log': 'also-removed', 'um-conflict': 'settles' }] as const;
    const neither = [
      { 'eviction-log': 'also-removed', 'um-conflict': 'stays-open' },
      { 'eviction-log': 'conflict-only', 'um-conflict': 'settles' },
    ] as const;
    const wanted = dialects.with({ ...um, ...two });
    const within = neither.reduce((some, choices) => either(some, dialects.with({ 'restart-winner': 'topology', ...choices })), wanted);
    expect(conditionOf(dialects, wanted, within)).toEqual([um]);
  });

  test('is a short text', () => {
    expect(conditionText([])).toBe('never');
    expect(conditionText([{}])).toBe('always');
    expect(conditionText([{ 'eviction-log': 'also-removed', survivor: 'restored' }, { 'restart-winner': 'um' }])).toBe(
      'eviction-log=also-removed & survivor=restored | restart-winner=um',
    );
  });
});
