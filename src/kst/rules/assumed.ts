/**
 * What the assumptions add to a rule: the one place where each of them is read.
 */
import type { Dialect } from '../assumptions.ts';
import type { ServerEffect, Which } from '../effects.ts';

/** A1: the version that is listed when a conflict settles. */
function winnerOf(dialect: Dialect) {
  return dialect['restart-winner'] === 'um' ? 'any' : 'pool';
}

/** A2: whether an eviction by conflict logs 14495 as well, for the entry that was listed. */
export function evictedToo(dialect: Dialect, listed: Which): readonly ServerEffect[] {
  return dialect['eviction-log'] === 'also-removed' ? [{ do: 'log-evicted', version: listed }] : [];
}

/** A3: whether a conflict that a cycle meets settles at once, as it does at a start. */
export function settledInCycle(dialect: Dialect): readonly ServerEffect[] {
  return dialect['um-conflict'] === 'settles' ? settled(dialect) : [];
}

/** The conflict is settled: A1's winner is listed. */
export function settled(dialect: Dialect): readonly ServerEffect[] {
  return [{ do: 'list', version: winnerOf(dialect) }, { do: 'settle' }];
}

/** A4: whether a pool's entry comes back in the cycle in which UM Routing withdraws its claim. */
export function survivor(dialect: Dialect): readonly ServerEffect[] {
  return dialect.survivor === 'restored' ? [{ do: 'list', version: 'pool' }] : [];
}
