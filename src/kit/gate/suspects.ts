/**
 * Which rule is to blame for a violation: the one in whose rows invariants break, and in hardly any others.
 */
import { narrowAlphabet } from '../../kst/alphabets.ts';
import { edgesOf, explore } from '../../verify/explore.ts';
import type { Observer } from '../../kst/invariants/observed.ts';
import type { Model } from '../../kst/model.ts';

/**
 * The rules that apply in rows of the narrow part which break an invariant, the most suspect first: spectrum-based fault
 * localisation with Ochiai's coefficient (Abreu, Zoeteweij, van Gemund, "On the Accuracy of Spectrum-based Fault
 * Localization", 2007). Empty when no row of the narrow part breaks one.
 *
 * @param invariant only rows that break this one; every one, where null.
 */
export function suspects(model: Model, watching: Observer, invariant: string | null): readonly string[] {
  const counts = new Map<string, { failing: number; passing: number }>();
  let failed = 0;
  for (const { before, command, edge } of edgesOf(explore(watching.machine(narrowAlphabet(), {}, model.rulebook), 5_000))) {
    const { outcome } = edge;
    if (outcome.kind !== 'taken') continue;
    const { violated } = watching.judge({ before, command, outcome });
    const fails = violated.some((index) => invariant === null || watching.invariants[index]!.id === invariant);
    if (fails) failed++;
    for (const rule of new Set(outcome.rules)) {
      const count = counts.get(rule) ?? { failing: 0, passing: 0 };
      if (fails) count.failing++;
      else count.passing++;
      counts.set(rule, count);
    }
  }
  const suspicion = ({ failing, passing }: { readonly failing: number; readonly passing: number }): number => failing / Math.sqrt(failed * (failing + passing));
  const suspected = [...counts].filter(([, { failing }]) => failing > 0).map(([rule, count]) => ({ rule, suspicion: suspicion(count) }));
  return suspected.sort((a, b) => b.suspicion - a.suspicion || (a.rule < b.rule ? -1 : 1)).map(({ rule }) => rule);
}
