/**
 * How large what has been explored is, in each dialect.
 */
import { edgesOf, type Graph } from './explore.ts';
import { type VariantSet, variantsIn } from '../dialects/set.ts';
import { kept } from '../kept.ts';

/** In one dialect. A transition is a (state, command) row, refused ones included. */
export interface Size {
  readonly states: number;
  readonly transitions: number;
  readonly accepted: number;
}

/** For each variant of the machine, in their order. */
export function sizesOf(graph: Graph): readonly Size[] {
  // What is of one set of variants is counted together: there are few such sets.
  const counts = new Map<VariantSet, { states: number; transitions: number; accepted: number }>();
  const countOf = (variants: VariantSet) => kept(counts, variants, () => ({ states: 0, transitions: 0, accepted: 0 }));
  for (const reached of graph.reached) countOf(reached).states++;
  for (const { edge, variants } of edgesOf(graph)) {
    const count = countOf(variants);
    count.transitions++;
    if (edge.outcome.kind === 'taken' && edge.outcome.refused === null) count.accepted++;
  }
  const all = [...counts].flatMap(([variants, count]) => variantsIn(variants).map((variant) => ({ variant, count })));
  const byVariant = Map.groupBy(all, ({ variant }) => variant);
  return variantsIn(graph.machine.variants).map((variant) => {
    const sum = (figure: keyof Size) => (byVariant.get(variant) ?? []).reduce((total, { count }) => total + count[figure], 0);
    return { states: sum('states'), transitions: sum('transitions'), accepted: sum('accepted') };
  });
}
