import { generated, rowsText } from './markdown.ts';
import { decisionLegend, decisionTablesText } from './decision-table.ts';
import type { Specification } from '../../engine/specification.ts';
import type { DecisionTables } from '../../engine/table/decision-tables.ts';
import type { BehaviourTable } from '../../engine/table/row.ts';

/** reports/behaviour.md: the whole behaviour as decision tables, one a command, for all dialects at once. */
export function behaviourPage(specification: Specification, table: BehaviourTable, decisions: DecisionTables): string {
  const dialects = table.sizes.length;
  return `# What each command does

${generated}

${rowsText(specification)}${dialects === 1 ? '' : `, in all ${dialects} dialects`}. Row by row, with what each rests on:
[behaviour.json](behaviour.json), [behaviour.csv](behaviour.csv).

**${proofLine(table)}.** ${coverLine(decisions)}

${decisionLegend(specification)}${dialects === 1 ? '' : `
- *dialects*: the answers to the assumptions for which the row holds ([assumptions.md](assumptions.md)).`}

${decisionTablesText(specification, decisions)}`;
}

/** That exactly one rule of each table applies, in figures. */
export function proofLine({ cells, gaps, overlaps }: Pick<BehaviourTable, 'cells' | 'gaps' | 'overlaps'>): string {
  return `${cells} cells, ${gaps} gaps, ${overlaps} overlaps`;
}

/** How many rows of decision tables stand for how many cells. */
export function coverLine({ tables }: DecisionTables): string {
  const rows = tables.flatMap((table) => table.rows);
  return `${rows.length} rows cover ${rows.reduce((sum, { covers }) => sum + covers, 0)} cells.`;
}
