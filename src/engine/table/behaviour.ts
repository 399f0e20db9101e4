/**
 * The behaviour table: what every command does in every reachable state of one part, in every dialect. It is the
 * contract: committed, reviewed, and compared with what the rules do after a change.
 */
import { haveCommon, isEmpty, sizeOf, type VariantSet } from '../dialects/set.ts';
import { Exploration } from '../explore/exploration.ts';
import { edgesOf, type Graph } from '../explore/explore.ts';
import { sizesOf } from '../explore/sizes.ts';
import { rowsOfTable } from './rows.ts';
import { wideDigests } from './wide.ts';
import type { Specification, Words } from '../specification.ts';
import type { BehaviourRow, BehaviourTable } from './row.ts';

/**
 * The behaviour table of a specification.
 *
 * @param digest a hash of a text, as hexadecimal digits; the engine has none of its own.
 * @param exploration of the specification in all dialects, where the caller has one.
 * @throws Malformed where two rows have one id; Inconclusive for rules without an end.
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
    format: 1, hitPolicy: 'UNIQUE',
    assumptions: dialects.choices, default: dialects.usual,
    sizes,
    cells: sizes.reduce((sum, { rows }) => sum + rows, 0),
    ...undecidedIn(graph),
    rows: rowsOfTable(exploration),
    wide: wideDigests(exploration, digest),
  };
}

/** The behaviour of one dialect. */
export interface OneTable<W extends Words = any> extends Pick<BehaviourTable<W>, 'cells' | 'gaps' | 'overlaps' | 'rows'> {
  readonly dialect: W['Dialect'];
  readonly states: number;
}

/** The table of a dialect, over the first alphabet; its rows have the ids that they have in the table of all dialects. */
export function tableOfDialect<W extends Words>(specification: Specification<W>, dialect: W['Dialect']): OneTable<W> {
  const all = new Exploration(specification);
  const { keys, dialects } = all.system;
  const own = new Exploration(specification, dialects.only(dialect), all.witness);
  const graph = own.graph(specification.alphabets[0]!);
  const cellOf = ({ state, command }: BehaviourRow<W>): string => `${keys.of(state)} ${keys.of(command)}`;
  const ids = new Map(rowsIn(own.within, rowsOfTable(all)).map((row) => [cellOf(row), row.id]));
  return {
    dialect,
    states: graph.reached.filter((reached) => !isEmpty(reached)).length,
    cells: [...edgesOf(graph)].length,
    ...undecidedIn(graph),
    rows: rowsOfTable(own).map((row) => ({ ...row, id: ids.get(cellOf(row))! })),
  };
}

/** How many cells, each counted in every dialect, no rule decides, and how many several rules decide. */
export function undecidedIn(graph: Graph<any, any, any>): Pick<BehaviourTable, 'gaps' | 'overlaps'> {
  const edges = [...edgesOf(graph)];
  const count = (kind: string) => edges.reduce((sum, { edge, variants }) => sum + (edge.outcome.kind === kind ? sizeOf(variants) : 0), 0);
  return { gaps: count('gap'), overlaps: count('overlap') };
}

/** The rows that hold in some dialect of a set. */
export function rowsIn<W extends Words>(set: VariantSet, rows: readonly BehaviourRow<W>[]): readonly BehaviourRow<W>[] {
  return rows.filter((row) => haveCommon(row.set, set));
}
