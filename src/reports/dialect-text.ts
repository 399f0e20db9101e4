import type { Dialect } from '../engine/dialects/dialects.ts';

/** A dialect by its choices: `restart-winner=um, eviction-log=conflict-only, ...`. */
export function dialectText(dialect: Dialect): string {
  return Object.entries(dialect).map(([name, choice]) => `${name}=${choice}`).join(', ');
}
