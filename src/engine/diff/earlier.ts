/**
 * A table of a base in the words of today, where the specification tells how words have changed.
 */
import { guarded } from '../rules/author-error.ts';
import type { Earlier, Specification } from '../specification.ts';
import type { ComparableRow, ComparableTable } from '../table/row.ts';

/**
 * The rows that have words of today, in these, and how many have none.
 *
 * @throws AuthorError for a reading that throws.
 */
export function inWordsOfToday(table: ComparableTable, { earlier = {} }: Specification) {
  const rows = table.rows.flatMap((row) => rowOfToday(row, earlier) ?? []);
  return { table: { ...table, rows }, unread: table.rows.length - rows.length };
}

function rowOfToday(row: ComparableRow, { state, command, event }: Earlier): ComparableRow | null {
  const read = (what: string, reading: ((then: object) => object | null) | undefined, then: object) =>
    reading === undefined ? then : guarded(`earlier.${what}`, () => reading(then));
  const [before, next] = [read('state', state, row.state), read('state', state, row.next)];
  const [doing, events] = [read('command', command, row.command), row.events.map((each) => read('event', event, each))];
  if (before === null || next === null || doing === null || events.includes(null)) return null;
  return { ...row, state: before, next, command: doing, events: events as readonly object[] };
}
