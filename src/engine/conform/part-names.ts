/**
 * What of a comparison may be asked for by name. A file of its own, since the command line needs no more.
 */
import type { Alphabet, Specification } from '../specification.ts';

/** The parts of a comparison, in their order: the first alphabet is played completely, each other one row by row. */
export function partNames({ alphabets }: Pick<Specification, 'alphabets'>): readonly string[] {
  return ['corpus', 'complete', ...alphabets.slice(1).map(partNameOf), 'random'];
}

/** The part that plays an alphabet row by row. */
export function partNameOf({ name }: Pick<Alphabet, 'name'>): string {
  return name.replaceAll(' ', '-');
}
