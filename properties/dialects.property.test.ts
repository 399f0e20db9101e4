/**
 * Dialects: asking for assumptions as a run goes gives, for each dialect, what a run in that dialect gives.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { commands } from '../src/arbitraries.ts';
import { assumptions, defaultDialect, dialects, dialectsWith, listDialects, perDialect } from '../src/kst/dialect.ts';
import { knownServersTable } from '../src/kst/model.ts';
import { emptyWorld } from '../src/kst/state.ts';
import { step } from '../src/kst/step.ts';
import type { AssumptionName } from '../src/kst/dialect.ts';

test('there are sixteen dialects, all different, the default first', () => {
  expect(new Set(dialects().map((dialect) => JSON.stringify(dialect))).size).toBe(16);
  expect(dialects()[0]).toEqual(defaultDialect());
  for (const [name, choices] of Object.entries(assumptions())) expect(defaultDialect()[name as AssumptionName]).toBe(choices[0]);
});

test('a set of dialects and the list of them are the same thing', () => {
  for (const [index, dialect] of dialects().entries()) {
    expect(dialectsWith(dialect)).toBe(1 << index);
    expect(listDialects(dialectsWith(dialect))).toEqual([dialect]);
  }
  expect(dialectsWith()).toBe(0xffff);
  expect(listDialects(dialectsWith({ survivor: 'restored' }))).toHaveLength(8);
});

test('perDialect gives each dialect what it would get alone, and partitions them', () => {
  const model = knownServersTable();
  fc.assert(
    fc.property(commands({ commands: 30 }), fc.constantFrom(...dialects()), (sequence, dialect) => {
      let world = emptyWorld();
      for (const command of sequence) {
        const branches = perDialect((asked) => step(model, world, command, asked));
        expect(branches.reduce((sum, branch) => sum + branch.dialects, 0)).toBe(0xffff);
        expect(branches.reduce((union, branch) => union | branch.dialects, 0)).toBe(0xffff);
        const alone = step(model, world, command, dialect);
        const own = branches.filter((branch) => (branch.dialects & dialectsWith(dialect)) !== 0);
        expect(own.map(({ value }) => value)).toEqual([alone]);
        expect(perDialect((asked) => step(model, world, command, asked), dialectsWith(dialect)).map(({ value }) => value)).toEqual([alone]);
        if (alone.kind === 'taken') world = alone.next;
      }
    }),
  );
});
