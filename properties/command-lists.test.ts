/**
 * A command may have lists, of values and of records: they are told apart, shown, made at random and made plainer.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { simplifications } from '../src/engine/conform/sequences.ts';
import { commandText, expectedOf } from '../src/engine/fields.ts';
import { Witness } from '../src/engine/prove/witness.ts';
import { command } from '../src/engine/random/commands.ts';
import { lamps } from './lamps.ts';
import type { Fields } from '../src/engine/fields.ts';
import type { Field, Specification } from '../src/engine/specification.ts';

const pair: Field = { is: 'list', of: { is: 'number', from: 0, to: 9, examples: [0, 9] }, count: 2 };
const records: Field = { is: 'list', of: { to: { is: 'one of', values: ['red', 'blue'] } } };

/** Lamps that are switched on with lists beside their names. */
function listed(): Specification {
  const right = lamps() as unknown as Specification;
  const on = right.commands['on']!;
  return { ...right, commands: { ...right.commands, on: { ...on, fields: { ...on.fields, pair, records } } } };
}

const switchOn = (others: object) => ({ do: 'on', lamp: 'a', pair: [0, 9], records: [], ...others });

test('commands whose lists differ have different texts, one word each', () => {
  const { fields } = listed().commands['on']! as { readonly fields: Fields };
  const text = (others: object): string => commandText(fields, switchOn(others));
  expect(text({})).toBe('on a 0,9 []');
  expect(text({ records: [{ to: 'red' }] })).toBe('on a 0,9 [{"to":"red"}]');
  expect(commandText({ names: { is: 'list', of: { is: 'text', check: () => null, examples: [] } } }, { do: 'x', names: ['a,b'] } as never))
    .toBe('x ["a,b"]');
});

test('random commands have every kind of list that their fields allow', () => {
  const made = fc.sample(command(fc, listed(), ['a']), 200).filter((each) => each.do === 'on') as readonly ReturnType<typeof switchOn>[];
  for (const each of made) {
    expect(expectedOf(pair, each.pair)).toBeNull();
    expect(expectedOf(records, each.records)).toBeNull();
  }
  expect(new Set(made.map((each) => each.records.length)).size).toBeGreaterThan(2);
});

test('a step of one list is not taken for that of another', () => {
  const witness = new Witness(listed());
  const next = { whole: {}, parts: new Map([['a', { on: true }]]) };
  const outcome = { kind: 'taken', next, events: [], rules: [], refused: null } as const;
  const lists = [[], [{ to: 'red' }], [{ to: 'blue' }]].map((list) => {
    return (witness.watch(witness.start, switchOn({ records: list }), outcome).seen[0]!.command as ReturnType<typeof switchOn>).records;
  });
  expect(lists).toEqual([[], [{ to: 'red' }], [{ to: 'blue' }]]);
});

test('a list is made plainer by leaving out its items, as far as its count lets it', () => {
  const given = [switchOn({ pair: [4, 5], records: [{ to: 'red' }, { to: 'blue' }] })];
  const plainer = simplifications(listed()).flatMap((simplify) => simplify(given) as unknown as readonly ReturnType<typeof switchOn>[]);
  for (const records of [[], [{ to: 'red' }], [{ to: 'blue' }]]) expect(plainer).toContainEqual({ ...given[0]!, records });
  for (const { pair: [...pair] } of plainer) expect(pair).toHaveLength(2);
});
