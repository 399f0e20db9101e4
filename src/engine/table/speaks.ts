/**
 * Where an invariant speaks, read off the rows that it judged: the cells that they have in common and others have not; or what it
 * judges instead.
 */
import type { Specification, TableWords } from '../specification.ts';
import type { BehaviourRow } from './row.ts';

export type Speaks = NonNullable<ReturnType<typeof whereItSpeaks>>;

/** Where an invariant speaks, among the rows of the table; null for one that judges no row. */
export function whereItSpeaks({ table }: Specification, id: string, rows: readonly BehaviourRow[]) {
  const judged = rows.filter(({ invariants }) => invariants.includes(id));
  if (judged.length === 0) return null;
  let where = cellsOf(table, rows).map(({ cell, of }) => ({ cell, of, values: new Set(judged.map(of)) }));
  const meeting = (wanted: typeof where) => rows.filter((row) => wanted.every(({ of, values }) => values.has(of(row)))).length;
  const meetingAll = meeting(where);
  for (const cell of where.toReversed()) {
    const without = where.filter((each) => each !== cell);
    if (meeting(without) === meetingAll) where = without;
  }
  const split = where.map(({ cell, of, values }) => {
    const all = [...new Set(rows.map(of))];
    return { cell, values: all.filter((value) => values.has(value)), others: all.filter((value) => !values.has(value)) };
  });
  return {
    /** The rows that it judged. */
    rows: judged.length,
    /** What holds in all of them: the fewest cells that tell as much as all would, with the values that they have not. */
    where: split,
    /** How many rows have these cells; where there are more, what the step did decides as well. */
    of: meetingAll,
  };
}

/** What an invariant judges that judges no row of one part. */
export function judgesInstead({ part, ofRuns }: Specification, id: string): string {
  const kind = ofRuns?.().find((invariant) => invariant.id === id)?.kind;
  if (kind === undefined) return `several ${part}s at once`;
  return kind === 'heals' || kind === 'way' ? 'a way out of trouble' : 'two runs';
}

/** What is seen of a row: command, answer, and the columns of its state. */
function cellsOf(table: TableWords, rows: readonly BehaviourRow[]) {
  const columns = new Map(rows.map((row) => [row, table.columns(row.state)]));
  return [
    { cell: 'command', of: ({ command }: BehaviourRow) => command.do },
    { cell: 'answer', of: ({ rejected }: BehaviourRow) => (rejected === undefined ? 'accepted' : 'refused') },
    ...Object.keys(columns.get(rows[0]!)!).map((cell) => ({ cell, of: (row: BehaviourRow) => columns.get(row)![cell]! })),
  ];
}
