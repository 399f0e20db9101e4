import { generated } from './markdown.ts';
import { decisionLegend, decisionTablesText } from './decision-table.ts';
import type { BehaviourTable } from '../../kit/tables/behaviour.ts';
import type { DecisionTable } from '../../kit/tables/decision-tables.ts';

/** reports/behaviour.md: the whole behaviour as decision tables, one a command, for all dialects at once. */
export function behaviourPage(table: BehaviourTable, tables: readonly DecisionTable[]): string {
  const rows = tables.flatMap((each) => each.rows);
  return `# What each command does

${generated}

One server, versions 5 and 6, one SipName dial plan, in all ${table.sizes.length} dialects. Row by row, with what each rests on:
[behaviour.json](behaviour.json), [behaviour.csv](behaviour.csv).

**${proofLine(table)}.** ${rows.length} rows cover ${rows.reduce((sum, { covers }) => sum + covers, 0)} cells.

${decisionLegend}
- *dialects*: the answers to the assumptions for which the row holds ([assumptions.md](assumptions.md)).

${decisionTablesText(tables)}`;
}

/** That exactly one rule of each table applies, in figures. */
export function proofLine({ cells, gaps, overlaps }: Pick<BehaviourTable, 'cells' | 'gaps' | 'overlaps'>): string {
  return `${cells} cells, ${gaps} gaps, ${overlaps} overlaps`;
}
