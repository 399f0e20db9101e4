/**
 * How large what has been explored is, in each dialect.
 */
import { edgesOf, type Graph } from './explore.ts';
import { type VariantSet, variantsIn } from '../dialects/set.ts';
import type { Taken } from './machine.ts';

/** In one dialect. A transition is a (state, command) row, refused ones included. */
export interface Size {
  readonly states: number;
  readonly transitions: number;
  readonly accepted: number;
}

/** For each variant of the machine, in their order. */
export function sizesOf<S, C, O extends Taken<S>>(graph: Graph<S, C, O>): readonly Size[] {
  const ofVariant = new Map(variantsIn(graph.machine.variants).map((variant) => [variant, { states: 0, transitions: 0, accepted: 0 }]));
  for (const reached of graph.reached) for (const variant of variantsIn(reached)) ofVariant.get(variant)!.states++;
  // Edges of one set of variants are counted together: there are few such sets.
  const counts = new Map<VariantSet, { transitions: number; accepted: number }>();
  for (const { edge, variants } of edgesOf(graph)) {
    const count = counts.get(variants) ?? { transitions: 0, accepted: 0 };
    count.transitions++;
    if (edge.outcome.kind === 'taken' && edge.outcome.refused === null) count.accepted++;
    counts.set(variants, count);
  }
  for (const [variants, { transitions, accepted }] of counts) {
    for (const variant of variantsIn(variants)) {
      const size = ofVariant.get(variant)!;
      size.transitions += transitions;
      size.accepted += accepted;
    }
  }
  return [...ofVariant.values()];
}
