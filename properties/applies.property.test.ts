/**
 * What a rule says of when it applies is when it applies.
 */
import { isMatching, P } from 'ts-pattern';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { systemOf } from '../src/engine/rules/system.ts';
import { knownServersTable } from '../src/kst/specification.ts';
import { rulebooks } from './rulebooks.ts';
import type { AnyRule, Table, View } from '../src/engine/rules/table.ts';

/** Any view of a table. */
const view = ({ cells }: Table): fc.Arbitrary<View> =>
  fc.record(Object.fromEntries(cells.map(([cell, { values }]) => [cell, fc.constantFrom(...values)])));

describe.for(rulebooks)('a rule of the $name', ({ project }) => {
  const given = () => ({ tables: [...systemOf(project().specification).tables.values()] });

  test('matches a view exactly when each cell that it looks at has one of the values that it wants', () => {
    const { tables } = given();
    const asked = fc.constantFrom(...tables).chain((table) => fc.tuple(fc.constant(table), fc.constantFrom(...table.rules), view(table)));
    fc.assert(
      fc.property(asked, ([table, rule, seen]) => {
        const wanted = table.wanted(rule).every(({ cell, values }) => values.includes(seen[cell]));
        expect(isMatching(rule.when as never, seen as never)).toBe(wanted);
        expect(table.matching(seen).includes(rule)).toBe(wanted);
      }),
      { numRuns: 3000 },
    );
  });

  test('is asked of a view that has every value of every cell, each once', () => {
    const { tables } = given();
    for (const { cells } of tables) for (const [, { values }] of cells) expect(new Set(values).size).toBe(values.length);
  });
});

test('cells that let every value through are none', () => {
  const offer = systemOf(knownServersTable()).tables.get('offer')!;
  const wanted = (when: AnyRule['when']) => offer.wanted({ ...offer.rules[0]!, when });
  expect(offer.wanted(offer.rules[0]!)).toEqual([{ cell: 'conflict', values: ['open', 'settled'] }]);
  const illegal = [{ cell: 'running', values: [true] }, { cell: 'known', values: ['illegal'] }];
  expect(wanted({ running: true, known: 'illegal' })).toEqual(illegal);
  expect(wanted({ claimed: P.boolean, conflict: 'open' })).toEqual([{ cell: 'conflict', values: ['open'] }]);
});

test('the cells of a server are those that the rules are written in', () => {
  const { cells } = systemOf(knownServersTable()).tables.get('offer')!;
  expect(cells.map(([cell, { values }]) => [cell, values.length])).toEqual([
    ['doing', 8],
    ['running', 2],
    ['pool', 2],
    ['hosting', 2],
    ['planHosted', 2],
    ['claimed', 2],
    ['known', 4],
    ['conflict', 3],
  ]);
});
