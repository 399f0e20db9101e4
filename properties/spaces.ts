/**
 * Spaces of dialects that no rulebook spans: small and large ones, of two answers and of three.
 */
import fc from 'fast-check';
import { Dialects } from '../src/engine/dialects/dialects.ts';
import { either, variantAt } from '../src/engine/dialects/set.ts';
import type { VariantSet } from '../src/engine/dialects/set.ts';

/** So many assumptions of so many answers each. */
function spanned(assumptions: number, answers: number): Dialects {
  const options = Array.from({ length: answers }, (_, answer) => `b${answer}`);
  return new Dialects(Object.fromEntries(Array.from({ length: assumptions }, (_, assumption) => [`a${assumption}`, options])));
}

export const spaces: readonly { readonly says: string; readonly dialects: Dialects }[] = [
  { says: '1 dialect', dialects: spanned(0, 2) },
  { says: '16 dialects', dialects: spanned(4, 2) },
  { says: '31 dialects', dialects: spanned(1, 31) },
  { says: '32 dialects', dialects: spanned(5, 2) },
  { says: '243 dialects', dialects: spanned(5, 3) },
  { says: '1024 dialects', dialects: spanned(10, 2) },
];

/** Any set of dialects. */
export function anySet({ list, none }: Dialects): fc.Arbitrary<VariantSet> {
  return fc.subarray([...list.keys()]).map((members) => members.reduce((set, member) => either(set, variantAt(member, list.length)), none));
}

/** A set of dialects that a few choices make. */
export function fewChoices(dialects: Dialects): fc.Arbitrary<VariantSet> {
  const choice = (name: string): fc.Arbitrary<string> => fc.constantFrom(...dialects.choices[name]!);
  const choices = fc
    .subarray([...dialects.names], { maxLength: 3 })
    .chain((names) => fc.record(Object.fromEntries(names.map((name) => [name, choice(name)]))));
  return fc.array(choices, { maxLength: 3 }).map((condition) => dialects.in(condition));
}

/** However a set is kept, two of one space that are the same are one value. */
export const sameSet = (a: VariantSet, b: VariantSet): boolean => a === b;
