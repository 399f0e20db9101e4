/**
 * A sequence of commands played by the rows of a behaviour table, so that rules of which only the table is left can be watched, too.
 */
import { canonicalJson } from '../text.ts';
import { holdsIn } from './cells.ts';
import { picked } from './change.ts';
import type { Choices, Dialect } from '../dialects/dialects.ts';
import type { ComparableRow, ComparableTable } from '../table/row.ts';

/**
 * The rows that the commands meet, one after the other, from the start on; it ends early where the table has no row for a command.
 *
 * @param dialect where it leaves out an assumption that the table knows, that has the table's default.
 * @param start where everything starts, as a row of today shows it.
 */
export function playedBy(table: ComparableTable, commands: readonly object[], dialect: Choices, start: object): readonly ComparableRow[] {
  const spoken = { ...table.default, ...dialect } as Dialect;
  const rows = table.rows.filter((row) => holdsIn(row, spoken));
  const byCell = new Map(rows.map((row) => [canonicalJson([row.state, row.command]), row]));
  const met: ComparableRow[] = [];
  let state: object = picked(start, Object.keys(table.rows[0]?.state ?? {}));
  for (const command of commands) {
    const row = byCell.get(canonicalJson([state, command]));
    if (row === undefined) break;
    met.push(row);
    state = row.next;
  }
  return met;
}
