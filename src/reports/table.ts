/**
 * The behaviour table of one dialect, in the three formats of `kst table`.
 */
import { dialectText } from './words.ts';
import { behaviourCsv } from './pages/behaviour-csv.ts';
import { rowJson } from './pages/behaviour-json.ts';
import { decisionsText, rowsText } from './pages/behaviour-page.ts';
import type { Specification } from '../engine/specification.ts';
import type { OneTable } from '../engine/table/behaviour.ts';

/** JSON, one row a line (spec/schema/table.schema.json). */
export function tableJson(specification: Specification, { dialect, states, cells, gaps, overlaps, rows }: OneTable): string {
  const about = JSON.stringify({ dialect, states, cells, gaps, overlaps });
  const lines = rows.map((row) => JSON.stringify({ ...rowJson(specification, row), dialects: undefined }));
  return `${about.slice(0, -1)},"rows":[\n${lines.join(',\n')}\n]}\n`;
}

/** CSV, with the columns of reports/behaviour.csv. */
export function tableCsv(specification: Specification, { rows }: OneTable): string {
  return behaviourCsv(specification, rows);
}

/** Decision tables, contracted. */
export function tableMarkdown(specification: Specification, table: OneTable): string {
  const dialect = dialectText(table.dialect);
  const about = `${rowsText(specification)}${dialect === '' ? '' : `, in the dialect ${dialect}`}.`;
  return decisionsText(specification, table, [about]);
}
