/**
 * Texts of events: those that are kept, and the names of computers.
 */

/** A text that stands for itself: one that was cut out of a larger one, as parsers cut them, keeps all of that in memory. */
export function copied<T extends string | null>(text: T): T {
  return (text === null ? null : ` ${text}`.slice(1)) as T;
}

/** The one spelling of the computer that wrote an event; null where none is named. It compares as server names do (F1). */
export function computerName(computer: string | null): string | null {
  return computer?.toLowerCase().replace(/\.$/, '') ?? null;
}
