/**
 * The behaviour table: what every command does in every reachable state of one part, in every dialect. It is the
 * contract: committed, reviewed, and compared with what the rules do after a change.
 */
import { Exploration } from '../explore/exploration.ts';
import { edgesOf } from '../explore/explore.ts';
import { sizesOf } from '../explore/sizes.ts';
import { haveCommon, sizeOf } from '../dialects/set.ts';
import { rowsOfTable } from './rows.ts';
import { wideDigests } from './wide.ts';
import type { VariantSet } from '../dialects/set.ts';
import type { Graph } from '../explore/explore.ts';
import type { Specification, Words } from '../specification.ts';
import type { BehaviourRow, BehaviourTable } from './row.ts';

/**
 * The behaviour table of a specification.
 *
 * @param digest a hash of a text, as hexadecimal digits; the engine has none of its own.
 * @param exploration of the specification in all dialects, where the caller has one.
 * @throws Malformed where two rows have one id.
 */
export function behaviourTable<W extends Words>(
  specification: Specification<W>,
  digest: (text: string) => string,
  exploration: Exploration<W> = new Exploration(specification),
): BehaviourTable<W> {
  const { dialects } = exploration.system;
  const graph = exploration.graph(specification.alphabets[0]!);
  const sizes = sizesOf(graph).map(({ states, transitions, accepted }, at) => {
    return { dialect: dialects.list[at]!, states, rows: transitions, accepted };
  });
  return {
    format: 1,
    hitPolicy: 'UNIQUE',
    assumptions: dialects.choices,
    default: dialects.usual,
    sizes,
    cells: sizes.reduce((sum, { rows }) => sum + rows, 0),
    gaps: undecidedIn(graph, 'gap'),
    overlaps: undecidedIn(graph, 'overlap'),
    rows: rowsOfTable(exploration),
    wide: wideDigests(exploration, digest),
  };
}

/** How many cells of a table, each counted in every dialect, no rule or several rules decide. */
export function undecidedIn(graph: Graph<any, any, any>, kind: 'gap' | 'overlap'): number {
  return [...edgesOf(graph)].reduce((sum, { edge, variants }) => sum + (edge.outcome.kind === kind ? sizeOf(variants) : 0), 0);
}

/** The rows that hold in some dialect of a set. */
export function rowsIn<W extends Words>(set: VariantSet, rows: readonly BehaviourRow<W>[]): readonly BehaviourRow<W>[] {
  return rows.filter((row) => haveCommon(row.set, set));
}
