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
  const sizes = new Map(variantsIn(graph.machine.variants).map((variant) => [variant, { states: 0, transitions: 0, accepted: 0 }]));
  for (const reached of graph.reached) for (const variant of variantsIn(reached)) sizes.get(variant)!.states++;
  // Edges of one set of variants are counted together: there are few such sets.
  const counts = new Map<VariantSet, { transitions: number; accepted: number }>();
  for (const { edge, variants } of edgesOf(graph)) {
    const count = kept(counts, variants, () => ({ transitions: 0, accepted: 0 }));
    count.transitions++;
    if (edge.outcome.kind === 'taken' && edge.outcome.refused === null) count.accepted++;
  }
  for (const [variants, { transitions, accepted }] of counts) {
    for (const variant of variantsIn(variants)) {
      const size = sizes.get(variant)!;
      size.transitions += transitions;
      size.accepted += accepted;
    }
  }
  return [...sizes.values()];
}
