/**
 * The behaviour table of one dialect: what `kst table` prints.
 */
import { narrowAlphabet } from '../../kst/alphabets.ts';
import { commandText } from '../../kst/commands.ts';
import { observer } from '../../kst/invariants/observed.ts';
import { edgesOf, explore } from '../../verify/explore.ts';
import { rowsIn, rowsOfTable, stateName } from './behaviour.ts';
import type { Dialect } from '../../kst/dialect.ts';
import type { Model } from '../../kst/model.ts';
import type { BehaviourRow, RowInDialects } from './behaviour.ts';

export interface OneTable {
  readonly dialect: Dialect;
  readonly states: number;
  /** (state, command) cells, and those of them that no rule or several rules decide. */
  readonly cells: number;
  readonly gaps: number;
  readonly overlaps: number;
  readonly rows: readonly RowInDialects[];
}

/** The table of a dialect, over the narrow alphabet; its rows have the ids that they have in the table of all dialects. */
export function tableOfDialect(model: Model, dialect: Dialect): OneTable {
  const watching = observer(model);
  const graph = explore(watching.machine(narrowAlphabet(), dialect));
  const edges = [...edgesOf(graph)];
  const ids = new Map(
    rowsIn(dialect, rowsOfTable(model, watching, explore(watching.machine(narrowAlphabet())))).map((row) => [cellOf(row), row.id]),
  );
  return {
    dialect,
    states: graph.reached.filter((reached) => reached !== 0).length,
    cells: edges.length,
    gaps: edges.filter(({ edge }) => edge.outcome.kind === 'gap').length,
    overlaps: edges.filter(({ edge }) => edge.outcome.kind === 'overlap').length,
    rows: rowsOfTable(model, watching, graph).map((row) => ({ ...row, id: ids.get(cellOf(row))! })),
  };
}

function cellOf({ state, command }: Pick<BehaviourRow, 'state' | 'command'>): string {
  return `${stateName(state)} ${commandText(command)}`;
}
