/**
 * The behaviour table of one dialect, in the three formats of `kst table`.
 */
import { decisionTables } from '../kit/tables/decision-tables.ts';
import { dialectText } from './dialect-text.ts';
import { behaviourCsv } from './pages/behaviour-csv.ts';
import { proofLine } from './pages/behaviour-page.ts';
import { decisionLegend, decisionTablesText } from './pages/decision-table.ts';
import type { OneTable } from '../kit/tables/one-table.ts';

/** JSON, one row a line (spec/schema/table.schema.json). */
export function tableJson({ dialect, states, cells, gaps, overlaps, rows }: OneTable): string {
  const about = JSON.stringify({ dialect, states, cells, gaps, overlaps });
  return `${about.slice(0, -1)},"rows":[\n${rows.map(({ set, dialects, ...row }) => JSON.stringify(row)).join(',\n')}\n]}\n`;
}

/** CSV, with the columns of reports/behaviour.csv. */
export function tableCsv({ rows }: OneTable): string {
  return behaviourCsv(rows);
}

/** Decision tables, contracted. */
export function tableMarkdown(table: OneTable): string {
  const tables = decisionTables(table.rows);
  return `# What each command does

One server, versions 5 and 6, one SipName dial plan, in the dialect ${dialectText(table.dialect)}.

**${proofLine(table)}.** ${tables.flatMap(({ rows }) => rows).length} rows cover ${tables.flatMap(({ rows }) => rows).reduce((sum, { covers }) => sum + covers, 0)} cells.

${decisionLegend}

${decisionTablesText(tables)}`;
}
