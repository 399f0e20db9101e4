/**
 * Judges every step that a machine can take, in every variant.
 */
import { both, isEmpty, type VariantSet } from '../dialects/set.ts';
import { type Edge, edgesOf, type Graph, inState, rowsOf } from '../explore/explore.ts';
import { type Finding, type Trace, traceOf } from '../explore/finding.ts';
import { tallyOf } from './tally.ts';
import type { Transition } from '../explore/machine.ts';

/** Something that judges a step by several invariants at once. */
export interface Jury {
  /** Each with the variants that it speaks of. */
  readonly invariants: readonly { readonly id: string; readonly variants: VariantSet }[];
  judge(transition: Transition<any, any, any>): Judgements;
}

/** The invariants, by their index, that a step keeps, and those that it breaks; about the others it says nothing. */
export interface Judgements {
  readonly held: readonly number[];
  readonly violated: readonly number[];
}

/**
 * A finding for each invariant, over all rows; steps that the rules do not decide are passed over. A part of a proof may leave some
 * invariants vacuous that another part judges.
 */
export function findingsOf<C>(graph: Graph<any, C>, jury: Jury): readonly Finding<C>[] {
  const { commands, variants: all } = graph.machine;
  const speaksOf = (index: number) => jury.invariants[index]!.variants;
  const tallies = jury.invariants.map(({ id, variants }) => tallyOf(id, both(variants, all)));
  const breaking = new Map<Edge<any>, readonly number[]>();
  for (const { state, before, command, edge, variants } of edgesOf(graph)) {
    const { outcome } = edge;
    if (outcome.kind !== 'taken') continue;
    const { held, violated } = inState(graph, { state, variants }, [command], () => jury.judge({ before, command, outcome }));
    for (const index of [...held, ...violated]) tallies[index]!.count(both(variants, speaksOf(index)));
    if (violated.length > 0) breaking.set(edge, violated);
  }
  // The first row that breaks it, none earlier in breadth-first order, is the end of a shortest trace.
  const traces = new Map<number, Trace<C>>();
  for (const { visit, command, edge, variants } of breaking.size === 0 ? [] : rowsOf(graph)) {
    for (const index of breaking.get(edge) ?? []) {
      const broken = both(variants, speaksOf(index));
      if (!isEmpty(broken) && !traces.has(index)) traces.set(index, traceOf(graph, visit, broken, [commands[command]!]));
    }
  }
  return tallies.map((tally, index) => {
    const trace = traces.get(index);
    return trace === undefined ? tally.unbroken() : tally.finding('violated', 'the last step breaks it', trace);
  });
}
