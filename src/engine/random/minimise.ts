/**
 * A random failure made as short as can be.
 */
import { undecided } from '../explore/decided.ts';
import { explore } from '../explore/explore.ts';
import { findingsOf } from '../prove/judge.ts';
import type { Finding } from '../explore/finding.ts';
import type { Jury } from '../prove/judge.ts';
import type { Machine, Taken } from '../explore/machine.ts';

/**
 * The shortest trace over the machine's alphabet that breaks an invariant, or, for the id `rulebook`, that the rules do
 * not decide; null when there is none among the first `limit` states.
 */
export function shortestTrace<S, C, O extends Taken<S>>(
  id: string,
  machine: Machine<S, C, O>,
  jury: Jury<S, C, O>,
  limit = 5_000,
): Finding<C> | null {
  const graph = explore(machine, limit);
  return [...undecided(graph), ...findingsOf(graph, jury)].find((finding) => finding.id === id && finding.trace !== null) ?? null;
}
