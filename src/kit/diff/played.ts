/**
 * A sequence of commands played by the rows of a behaviour table, so that rules of which only the table is left can be watched, too.
 */
import { emptyState } from './cells.ts';
import { canonicalJson, holdsIn } from './comparable.ts';
import type { ComparableRow, ComparableTable } from '../../kst/behaviour.ts';
import type { Choices } from './comparable.ts';

/**
 * The rows that the commands meet, one after the other, from the empty start on; it ends early where the table has no row for a command.
 *
 * @param dialect where it leaves out an assumption that the table knows, that has the table's default.
 */
export function playedBy({ rows, default: usual }: ComparableTable, commands: readonly object[], dialect: Choices): readonly ComparableRow[] {
  const spoken = { ...usual, ...dialect };
  const byCell = new Map(rows.filter((row) => holdsIn(row, spoken)).map((row) => [canonicalJson([row.state, row.command]), row]));
  const met: ComparableRow[] = [];
  let state = startOf(rows);
  for (const command of commands) {
    const row = byCell.get(canonicalJson([state, command]));
    if (row === undefined) break;
    met.push(row);
    state = row.next;
  }
  return met;
}

/** The empty start, with the fields that the rows know. */
function startOf(rows: ComparableTable['rows']): object {
  const fields = Object.keys(rows[0]?.state ?? {});
  return Object.fromEntries(Object.entries(emptyState).filter(([field]) => fields.includes(field)));
}
