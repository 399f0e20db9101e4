/**
 * Mistakes of the author of a specification that are found before anything is played.
 */

/** A specification that is badly formed, found out while something is made of it: a mistake of its author, and no verdict. */
export class Malformed extends Error {
  override readonly name = 'Malformed';
}

/** What is badly formed. */
export interface Malformation {
  /** Of which kind it is; stable. */
  readonly id: string;
  /** What is wrong, where, and the edit that puts it right. */
  readonly says: string;
  /** The rule or the invariant whose place is that of the mistake; null for another. */
  readonly at: string | null;
}

/** A mistake, as a list of one. */
export function mistake(id: string, says: string, at: string | null = null): readonly Malformation[] {
  return [{ id, says, at }];
}

/** What may stand in a place. */
export function expectedNames(names: readonly string[]): string {
  return `expected ${names.length === 0 ? 'none' : `one of ${names.join(', ')}`}`;
}
