import type { Dialect } from '../kst/dialect.ts';

/** A dialect by its choices: `restart-winner=um, eviction-log=conflict-only, ...`. */
export function dialectText(dialect: Dialect): string {
  return Object.entries(dialect).map(([name, choice]) => `${name}=${choice}`).join(', ');
}
