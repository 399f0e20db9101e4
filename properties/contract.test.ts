/**
 * Contraction is exact, whatever the table: every cell falls under one row in each dialect, and under one of its own outcome.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contract, speaksOf } from '../src/kit/tables/contract.ts';
import { dialectsIn } from '../src/kst/conditions.ts';
import { dialectsWith, listDialects } from '../src/kst/dialect.ts';
import type { Cell } from '../src/kit/tables/contract.ts';

/** Tables of three columns, some places left out, with at most two outcomes at a place, each in dialects of its own. */
const tables: fc.Arbitrary<readonly Cell[]> = fc
  .uniqueArray(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('a', 'b'), fc.constantFrom('a', 'b', 'c')), { selector: String, minLength: 1 })
  .chain((places) =>
    fc.tuple(
      ...places.map((values) =>
        fc.tuple(fc.nat(dialectsWith()), fc.nat(dialectsWith()), fc.constantFrom('x', 'y'), fc.constantFrom('y', 'z')).map(([one, other, outcome, second]) =>
          [
            { values, dialects: one, outcome },
            { values, dialects: other & ~one, outcome: second === outcome ? 'w' : second },
          ].filter(({ dialects }) => dialects !== 0),
        ),
      ),
    ),
  )
  .map((cells) => cells.flat());

test('each cell falls under exactly one row in each of its dialects, and its outcome is that row\'s', () => {
  fc.assert(
    fc.property(tables, (cells) => {
      const rows = contract(cells);
      for (const { values, dialects, outcome } of cells) {
        for (const dialect of listDialects(dialects)) {
          const bit = dialectsWith(dialect);
          const speaking = rows.filter((row) => speaksOf(row, values) && (dialectsIn(row.condition) & bit) !== 0);
          expect(speaking.map((row) => row.outcome)).toEqual([outcome]);
        }
      }
      expect(rows.reduce((sum, { covers }) => sum + covers, 0)).toBe(cells.reduce((sum, { dialects }) => sum + listDialects(dialects).length, 0));
    }),
  );
});

test('a table in which one column decides has a row an outcome, and looks at no other column', () => {
  const cells = ['a', 'b'].flatMap((first) => ['a', 'b', 'c'].map((second) => ({ values: [first, second], dialects: dialectsWith(), outcome: first })));
  expect(contract(cells)).toEqual([
    { values: [['a'], null], condition: [{}], outcome: 'a', covers: 48 },
    { values: [['b'], null], condition: [{}], outcome: 'b', covers: 48 },
  ]);
});
