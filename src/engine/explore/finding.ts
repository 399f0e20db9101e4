/**
 * Findings: what the engine found out about one claim about a machine, with the shortest trace to whatever is wrong.
 */
import { type Graph, pathTo, type Visit } from './explore.ts';
import { firstOf, type VariantSet } from '../dialects/set.ts';

/**
 * upheld: holds wherever it was judged. violated: a trace breaks it. gap, overlap: the rules do not decide. vacuous:
 * never judged where it should have been. inconclusive: the exploration was cut off.
 */
export type Verdict = 'upheld' | 'violated' | 'gap' | 'overlap' | 'vacuous' | 'inconclusive';

/** Commands from the initial state on, in one variant. */
export interface Trace<C> {
  readonly commands: readonly C[];
  /** A set of one. */
  readonly variant: VariantSet;
}

export interface Finding<C> {
  /** What was judged: the id of an invariant or a rule. */
  readonly id: string;
  readonly verdict: Verdict;
  /** How often it was judged, each time counted in every variant. */
  readonly judged: number;
  /** The variants in which it was judged. */
  readonly judgedIn: VariantSet;
  /** In one line, what is wrong; null when nothing is. */
  readonly reason: string | null;
  readonly trace: Trace<C> | null;
}

/** The path to a visit and on from there, in the first of the given variants. */
export function traceOf<C>(graph: Graph<any, C>, visit: Visit, variants: VariantSet, onwards: readonly C[] = []): Trace<C> {
  return { commands: [...pathTo(graph, visit), ...onwards], variant: firstOf(variants) };
}
