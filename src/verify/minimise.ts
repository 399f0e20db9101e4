/**
 * A random failure made as short as can be: the same fault gives the same trace, whatever seed found it.
 */
import { undecided } from './decided.ts';
import { explore } from './explore.ts';
import { findingsOf } from './judge.ts';
import type { Finding } from './finding.ts';
import type { Jury } from './judge.ts';
import type { Machine, Taken } from './machine.ts';

/**
 * The shortest trace that breaks an invariant (or that the rules do not decide), over the first of the machines that
 * can show it; null when none of them can. Machines over large alphabets are cut off at `limit` states.
 */
export function shortestTrace<S, C, O extends Taken<S>>(
  id: string,
  machines: Iterable<Machine<S, C, O>>,
  jury: Jury<S, C, O>,
  limit = 5_000,
): Finding<C> | null {
  for (const machine of machines) {
    const graph = explore(machine, limit);
    const found = [...undecided(graph), ...findingsOf(graph, jury)].find((finding) => finding.id === id && finding.trace !== null);
    if (found !== undefined) return found;
  }
  return null;
}
