/**
 * The behaviour table of one dialect: what `kst table` prints.
 */
import { edgesOf } from '../explore/explore.ts';
import { Exploration } from '../explore/exploration.ts';
import { isEmpty } from '../dialects/set.ts';
import { rowsIn, undecidedIn } from './behaviour.ts';
import { rowsOfTable } from './rows.ts';
import type { Specification, Words } from '../specification.ts';
import type { BehaviourRow } from './row.ts';

export interface OneTable<W extends Words = any> {
  readonly dialect: W['Dialect'];
  readonly states: number;
  /** (state, command) cells, and those of them that no rule or several rules decide. */
  readonly cells: number;
  readonly gaps: number;
  readonly overlaps: number;
  readonly rows: readonly BehaviourRow<W>[];
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
    gaps: undecidedIn(graph, 'gap'),
    overlaps: undecidedIn(graph, 'overlap'),
    rows: rowsOfTable(own).map((row) => ({ ...row, id: ids.get(cellOf(row))! })),
  };
}
