/**
 * Contraction is exact, whatever the table: every place falls under one row in each dialect, and under one of its own outcome.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { haveCommon, isEmpty, sizeOf, without } from '../src/engine/dialects/set.ts';
import { contract, speaksOf } from '../src/engine/table/contract.ts';
import { Malformed } from '../src/engine/rules/malformed.ts';
import { anySet, spaces } from './spaces.ts';
import type { Dialects } from '../src/engine/dialects/dialects.ts';
import type { ComesTo } from '../src/engine/table/contract.ts';

/**
 * Tables of three columns and of more that do not matter, some places left out, with at most two outcomes at a place, each in dialects
 * of its own.
 */
function tablesOver(dialects: Dialects, more: number): fc.Arbitrary<readonly ComesTo[]> {
  const values = fc
    .tuple(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('a', 'b'), fc.constantFrom('a', 'b', 'c'))
    .map((three) => [...three, ...Array.from({ length: more }, (_, column) => `${three[column % 3]}${column}`)]);
  const outcomes = fc.tuple(anySet(dialects), anySet(dialects), fc.constantFrom('x', 'y'), fc.constantFrom('y', 'z'));
  return fc
    .uniqueArray(values, { selector: String, minLength: 1 })
    .chain((places) =>
      fc.tuple(
        ...places.map((place) =>
          outcomes.map(([one, other, outcome, second]) => [
            { values: place, dialects: one, outcome },
            { values: place, dialects: without(other, one), outcome: second === outcome ? 'w' : second },
          ]),
        ),
      ),
    )
    .map((places) => places.flat().filter((place) => !isEmpty(place.dialects)));
}

describe.each(spaces.filter(({ dialects }) => dialects.list.length <= 32))('over $says', ({ dialects }) => {
  test.each([0, 10])('each place falls under exactly one row in each dialect, which has its outcome (%i columns more)', (more) => {
    fc.assert(
      fc.property(tablesOver(dialects, more), (places) => {
        const rows = contract(dialects, places);
        for (const { values, dialects: set, outcome } of places) {
          for (const dialect of dialects.listed(set)) {
            const own = dialects.only(dialect);
            const speaking = rows.filter((row) => speaksOf(row, values) && haveCommon(dialects.in(row.condition), own));
            expect(speaking.map((row) => row.outcome)).toEqual([outcome]);
          }
        }
        expect(rows.reduce((sum, { covers }) => sum + covers, 0)).toBe(places.reduce((sum, place) => sum + sizeOf(place.dialects), 0));
      }),
      { numRuns: 50 },
    );
  });

  test.each([0, 10])('a table in which one column decides has a row an outcome, and looks at no other column (%i columns more)', (more) => {
    const rest = Array.from({ length: more }, () => 'a');
    const places = ['a', 'b'].flatMap((first) =>
      ['a', 'b', 'c'].map((second) => ({ values: [first, second, ...rest], dialects: dialects.all, outcome: first })),
    );
    const unlooked = [null, ...rest.map(() => null)];
    const covers = 3 * dialects.list.length;
    expect(contract(dialects, places)).toEqual([
      { values: [['a'], ...unlooked], condition: [{}], outcome: 'a', covers },
      { values: [['b'], ...unlooked], condition: [{}], outcome: 'b', covers },
    ]);
  });

  test('a place with two outcomes in a dialect is named', () => {
    const places = ['x', 'y'].map((outcome) => ({ values: ['a', 'b'], dialects: dialects.all, outcome }));
    expect(() => contract(dialects, places)).toThrow(Malformed);
    expect(() => contract(dialects, places)).toThrow('are both shown as a, b');
  });
});
