/**
 * Texts that are kept.
 */

/** A text that stands for itself: one that was cut out of a larger one, as parsers cut them, keeps all of that in memory. */
export function copied<T extends string | null>(text: T): T {
  return (text === null ? null : ` ${text}`.slice(1)) as T;
}
