/**
 * Dialects: asking for assumptions as a run goes gives, for each dialect, what a run in that dialect gives, however many there are.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NoSuchAssumption } from '../src/engine/dialects/dialects.ts';
import { both, either, firstOf, haveCommon, isEmpty, isWithin, without } from '../src/engine/dialects/set.ts';
import { numberOfFirst, setKey, sizeOf, variantsIn } from '../src/engine/dialects/set.ts';
import { commandSequence } from '../src/engine/random/commands.ts';
import { play } from '../src/engine/rules/play.ts';
import { systemOf } from '../src/engine/rules/system.ts';
import { knownServersTable } from '../src/kst/specification.ts';
import { rulebooks } from './rulebooks.ts';
import { anySet, sameSet, spaces } from './spaces.ts';
import type { Dialect } from '../src/engine/dialects/dialects.ts';
import type { VariantSet } from '../src/engine/dialects/set.ts';

test('the Known Servers Table has sixteen dialects, each answer of an assumption in half of them', () => {
  const { dialects } = systemOf(knownServersTable());
  expect(dialects.list).toHaveLength(16);
  expect(sizeOf(dialects.with({ survivor: 'restored' }))).toBe(8);
  expect(dialects.common(dialects.with({ survivor: 'restored', 'restart-winner': 'um' }))).toBe('restart-winner=um, survivor=restored');
});

describe.for(spaces)('of $says', ({ dialects }) => {
  const { list, names, choices, all, none } = dialects;
  const members = (set: VariantSet): ReadonlySet<number> => new Set(variantsIn(set));

  test('all are different, the usual one first', () => {
    expect(new Set(list.map((dialect) => JSON.stringify(dialect))).size).toBe(list.length);
    expect(list[0]).toBe(dialects.usual);
    for (const name of names) expect(dialects.usual[name]).toBe(choices[name]![0]);
    expect([sizeOf(all), sizeOf(none), isEmpty(none), isEmpty(all)]).toEqual([list.length, 0, true, false]);
    expect(dialects.common(none)).toBe('');
    expect(dialects.common(dialects.only(dialects.usual)).split(', ').filter((text) => text !== '')).toHaveLength(names.length);
  });

  test('a set of them and the list of them are the same thing', () => {
    for (const dialect of list.slice(-40)) expect(dialects.listed(dialects.only(dialect))).toEqual([dialect]);
    fc.assert(
      fc.property(anySet(dialects), (set) => {
        const listed = dialects.listed(set);
        expect(listed).toEqual(list.filter((_, index) => members(set).has(index)));
        expect(sameSet(dialects.in(listed), set)).toBe(true);
        expect(sizeOf(set)).toBe(listed.length);
        if (!isEmpty(set)) expect([list[numberOfFirst(set)], ...dialects.listed(firstOf(set))]).toEqual([listed[0], listed[0]]);
      }),
      { numRuns: 10 },
    );
  });

  test('sets are put together as sets are', () => {
    fc.assert(
      fc.property(anySet(dialects), anySet(dialects), (a, b) => {
        const [one, other] = [members(a), members(b)];
        expect(members(both(a, b))).toEqual(one.intersection(other));
        expect(members(either(a, b))).toEqual(new Set([...one.union(other)].sort((x, y) => x - y)));
        expect(members(without(a, b))).toEqual(one.difference(other));
        expect(haveCommon(a, b)).toBe(!one.isDisjointFrom(other));
        expect(isWithin(a, b)).toBe(one.isSubsetOf(other));
        expect(sameSet(a, b)).toBe(setKey(a) === setKey(b));
        expect(sameSet(a, b)).toBe(one.size === other.size && one.isSubsetOf(other));
        expect(sameSet(both(a, b), without(a, without(a, b)))).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  test('choices are made by those that make them', () => {
    fc.assert(
      fc.property(fc.constantFrom(...list), fc.subarray([...names]), (dialect, some) => {
        const chosen = Object.fromEntries(some.map((name) => [name, dialect[name]!]));
        const makes = (each: Dialect): boolean => some.every((name) => each[name] === chosen[name]);
        expect(dialects.listed(dialects.with(chosen))).toEqual(list.filter(makes));
      }),
      { numRuns: 50 },
    );
    expect(isEmpty(dialects.with({ a0: 'no such answer' }))).toBe(true);
  });

  test('each runs once for every way in which it can come out', () => {
    const [first, second] = names;
    const asksOf = (dialect: Dialect): string | undefined => {
      const answer = first === undefined ? undefined : dialect[first];
      return answer === 'b0' && second !== undefined ? `${answer} ${dialect[second]}` : answer;
    };
    let runs = 0;
    const branches = dialects.each((dialect) => (runs++, asksOf(dialect)));
    expect([branches.length, runs]).toEqual(Array(2).fill(new Set(list.map(asksOf)).size));
    expect(sameSet(branches.reduce((set, branch) => either(set, branch.dialects), none), all)).toBe(true);
    expect(branches.reduce((sum, branch) => sum + sizeOf(branch.dialects), 0)).toBe(list.length);
    for (const { dialects: set, value } of branches) expect(dialects.listed(set).map(asksOf)).toEqual(Array(sizeOf(set)).fill(value));
  });

  test('an assumption that there is not is named', () => {
    expect(() => dialects.each((dialect) => dialect['a99'])).toThrow(NoSuchAssumption);
    expect(() => dialects.each((dialect) => dialect['a99'])).toThrow('there is no assumption "a99"');
  });
});

describe.for(rulebooks)('$name', ({ project }) => {
  test('gives each dialect what it would get alone, and partitions them', () => {
    const { specification } = project();
    const system = systemOf(specification);
    const { dialects } = system;
    fc.assert(
      fc.property(commandSequence(fc, specification, { commands: 30 }), fc.constantFrom(...dialects.list), (sequence, dialect) => {
        const own = dialects.only(dialect);
        let state = system.start;
        for (const command of sequence) {
          const branches = dialects.each((asked) => play(system, state, command, asked));
          expect(branches.reduce((sum, branch) => sum + sizeOf(branch.dialects), 0)).toBe(dialects.list.length);
          expect(sameSet(branches.reduce((set, branch) => either(set, branch.dialects), dialects.none), dialects.all)).toBe(true);
          const alone = play(system, state, command, dialect);
          expect(branches.filter((branch) => haveCommon(branch.dialects, own)).map(({ value }) => value)).toEqual([alone]);
          expect(dialects.each((asked) => play(system, state, command, asked), own).map(({ value }) => value)).toEqual([alone]);
          if (alone.kind === 'taken') state = alone.next;
        }
      }),
    );
  });
});
