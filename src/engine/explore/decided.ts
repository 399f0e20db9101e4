/**
 * Whether the rules decide every step, and which of them ever do.
 */
import { edgesOf, type Graph, rowsOf } from './explore.ts';
import { type Finding, traceOf } from './finding.ts';
import { either, noneLike, sizeOf, type VariantSet } from '../dialects/set.ts';
import { kept } from '../kept.ts';

/** The first gap and the first overlap, each at the end of a shortest trace; none, when exactly one rule of each table applies. */
export function undecided<C>(graph: Graph<any, C>): readonly Finding<C>[] {
  const found = new Map<string, Finding<C>>();
  for (const { visit, command, variants, edge } of rowsOf(graph)) {
    const { outcome } = edge;
    if (outcome.kind === 'taken' || found.has(outcome.kind)) continue;
    const rules = outcome.kind === 'gap' ? 'no rule applies' : `${outcome.rules.join(' and ')} apply`;
    const trace = traceOf(graph, visit, variants, [graph.machine.commands[command]!]);
    const reason = `${rules}: ${outcome.where}`;
    found.set(outcome.kind, { id: 'rulebook', verdict: outcome.kind, judged: 1, judgedIn: variants, reason, trace });
  }
  return [...found.values()];
}

/** How often a rule decided, each step counted in every variant, and in which variants it ever did. */
export interface Firing {
  fired: number;
  firedIn: VariantSet;
}

/** The firings of every rule that fired at all, by its id. */
export function firings(graph: Graph): ReadonlyMap<string, Firing> {
  const byRule = new Map<string, Firing>();
  for (const { edge, variants } of edgesOf(graph)) {
    for (const rule of new Set(edge.outcome.rules)) {
      const firing = kept(byRule, rule, () => ({ fired: 0, firedIn: noneLike(variants) }));
      firing.fired += sizeOf(variants);
      firing.firedIn = either(firing.firedIn, variants);
    }
  }
  return byRule;
}
