/**
 * Sets of dialects (or of any variants). How a set is kept is nobody else's business: a number of at most 31 bits where that is
 * enough, a bigint where there are more. The operators of the two are the same, so that nothing has to ask which it is.
 */
declare const hidden: unique symbol;

/** A set of variants. Only sets of one space may be put together. It is falsy exactly when it is empty. */
export interface VariantSet {
  readonly [hidden]: 'a set of variants';
}

type Bits = number; // or bigint, of which the compiler need not know

const bits = (set: VariantSet) => set as unknown as Bits;
const setOf = (set: Bits) => set as unknown as VariantSet;

/** How many variants a set kept as a number can have. */
const mostInNumber = 31;

/** The first `count` variants. */
export function firstVariants(count: number): VariantSet {
  return setOf(count <= mostInNumber ? 2 ** count - 1 : (((1n << BigInt(count)) - 1n) as unknown as Bits));
}

/** The set of variant `index` alone, in a space of `count`. */
export function variantAt(index: number, count: number): VariantSet {
  return setOf(count <= mostInNumber ? 1 << index : ((1n << BigInt(index)) as unknown as Bits));
}

/** No variant of the space that `like` is of. */
export function noneLike(like: VariantSet): VariantSet {
  return setOf(bits(like) ^ bits(like));
}

export function isEmpty(set: VariantSet): boolean {
  return !set;
}

/** Those in both. */
export function both(a: VariantSet, b: VariantSet): VariantSet {
  return setOf(bits(a) & bits(b));
}

/** Those in either. */
export function either(a: VariantSet, b: VariantSet): VariantSet {
  return setOf(bits(a) | bits(b));
}

/** Those in the first and not in the second. */
export function without(a: VariantSet, b: VariantSet): VariantSet {
  return setOf(bits(a) & ~bits(b));
}

export function haveCommon(a: VariantSet, b: VariantSet): boolean {
  return (bits(a) & bits(b)) != 0;
}

export function isWithin(a: VariantSet, b: VariantSet): boolean {
  return (bits(a) & ~bits(b)) == 0;
}

/** The first variant of a set, as a set of one; of an empty set the empty one. */
export function firstOf(set: VariantSet): VariantSet {
  return setOf(bits(set) & -bits(set));
}

/** How many variants a set has. */
export function sizeOf(set: VariantSet): number {
  const kept = set as unknown;
  let size = 0;
  if (typeof kept === 'number') for (let rest = kept; rest !== 0; rest &= rest - 1) size++;
  else for (let rest = kept as bigint; rest !== 0n; rest >>= 32n) size += sizeOf(setOf(Number(BigInt.asUintN(32, rest)) | 0));
  return size;
}

/** The numbers of the variants of a set, in order. */
export function variantsIn(set: VariantSet): readonly number[] {
  const digits = (set as unknown as number | bigint).toString(2);
  const found: number[] = [];
  for (let index = 0; index < digits.length; index++) if (digits[digits.length - 1 - index] === '1') found.push(index);
  return found;
}

/** The number of the first variant of a set that is not empty. */
export function numberOfFirst(set: VariantSet): number {
  return variantsIn(firstOf(set))[0]!;
}

/** A text that two sets of one space share exactly when they are the same. */
export function setKey(set: VariantSet): string {
  return String(set);
}
