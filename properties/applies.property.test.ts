/**
 * What a rule says of when it applies is when it applies.
 */
import { isMatching, P } from 'ts-pattern';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rulebook } from '../src/kst/rules/index.ts';
import { viewCells, wantedCells } from '../src/kst/rules/applies.ts';
import type { Rule, View } from '../src/kst/rules/rule.ts';

const view = (): fc.Arbitrary<View> => {
  const cells = viewCells();
  return fc.record(Object.fromEntries(Object.entries(cells).map(([cell, values]) => [cell, fc.constantFrom(...(values as readonly unknown[]))]))) as unknown as fc.Arbitrary<View>;
};

test('a rule matches a view exactly when each cell that it looks at has one of the values that it wants', () => {
  const rules: readonly Rule[] = Object.values(rulebook()).flat();
  fc.assert(
    fc.property(fc.constantFrom(...rules), view(), (rule, seen) => {
      const wanted = wantedCells(rule);
      return isMatching(rule.when(), seen) === wanted.every(({ cell, values }) => values.includes(seen[cell]));
    }),
    { numRuns: 3000 },
  );
});

test('a view has every value of every cell, each once', () => {
  const sizes = Object.entries(viewCells()).map(([cell, values]) => [cell, new Set(values as readonly unknown[]).size, values.length]);
  expect(sizes).toEqual([
    ['doing', 8, 8],
    ['running', 2, 2],
    ['pool', 2, 2],
    ['hosting', 2, 2],
    ['planHosted', 2, 2],
    ['claimed', 2, 2],
    ['known', 4, 4],
    ['conflict', 3, 3],
  ]);
  expect(wantedCells(rulebook().offer[0]!)).toEqual([{ cell: 'conflict', values: ['open', 'settled'] }]);
  expect(wantedCells({ ...rulebook().offer[0]!, when: () => ({ running: true, known: 'illegal' }) })).toEqual([
    { cell: 'running', values: [true] },
    { cell: 'known', values: ['illegal'] },
  ]);
  expect(wantedCells({ ...rulebook().offer[0]!, when: () => ({ claimed: P.boolean, conflict: 'open' }) })).toEqual([{ cell: 'conflict', values: ['open'] }]);
});
