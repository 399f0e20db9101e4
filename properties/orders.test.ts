/**
 * Nothing is kept from one specification to the next: whatever was proved before, the same verdict comes of the same rules.
 */
import { expect, test } from 'vitest';
import { Exploration } from '../src/engine/explore/exploration.ts';
import { prove } from '../src/engine/prove/prove.ts';
import { AuthorError } from '../src/engine/rules/author-error.ts';
import { withRulesOf } from '../src/engine/rules/system.ts';
import { mutantsOf } from '../src/engine/strength/mutants.ts';
import { Reference } from '../src/engine/strength/reference.ts';
import { rulebooks } from './rulebooks.ts';
import type { Specification } from '../src/engine/specification.ts';

const specifications = rulebooks.map(({ project }) => project().specification);

/** One of the first rulebook, then some of the second, and so on: 80 in all. */
const others = mutantsFrom(specifications[1]!, 70);
const inTurns = mutantsFrom(specifications[0]!, 10).flatMap((mutant, index) => [mutant, ...others.slice(7 * index, 7 * index + 7)]);

function mutantsFrom(specification: Specification, count: number): readonly Specification[] {
  const reference = new Reference(new Exploration(specification));
  const { system } = reference.right;
  const all = mutantsOf(system, reference.shown());
  const some = Array.from({ length: count }, (_, index) => all[Math.floor((index * all.length) / count)]!);
  return some.map(({ table, rules }) => withRulesOf(specification, system.instead(table, rules)));
}

function verdictOf(specification: Specification): string {
  try {
    const { verdict, invariants, rules, undecided } = prove(specification, specification.alphabets.slice(0, 1));
    return JSON.stringify([verdict, invariants, rules, undecided]);
  } catch (error) {
    if (error instanceof AuthorError) return error.message;
    throw error;
  }
}

test('80 mutants get the same verdicts in two orders', () => {
  expect(inTurns.length).toBe(80);
  const [first, second] = [inTurns.map(verdictOf), inTurns.toReversed().map(verdictOf)];
  expect(second.toReversed()).toEqual(first);
  expect(new Set(first).size).toBeGreaterThan(40);
});
