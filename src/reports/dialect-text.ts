import { commonChoices, dialectsWith } from '../kst/dialect.ts';
import type { Dialect } from '../kst/dialect.ts';

/** A dialect by its choices: `restart-winner=um, eviction-log=conflict-only, ...`. */
export function dialectText(dialect: Dialect): string {
  return Object.entries(dialect).map(([name, choice]) => `${name}=${choice}`).join(', ');
}

/** What dialects have in common, as text; empty when nothing. */
export function commonChoicesOf(listed: readonly Dialect[]): string {
  return commonChoices(listed.reduce((set, dialect) => set | dialectsWith(dialect), 0));
}
