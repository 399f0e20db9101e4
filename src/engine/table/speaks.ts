/**
 * Where an invariant speaks, read off the rows that it judged: the cells that they have in common and others have not; or what it judges instead.
 */
import { invariantSet } from '../../kst/invariants/index.ts';
import { cellsOf, conditionColumns } from './decision-tables.ts';
import type { BehaviourRow } from './behaviour.ts';

/** Where an invariant speaks. */
export interface Speaks {
  /** The rows that it judged. */
  readonly rows: number;
  /** What holds in all of them: the fewest cells that tell as much as all would, with the values that they have not. */
  readonly where: readonly { readonly cell: string; readonly values: readonly string[]; readonly others: readonly string[] }[];
  /** How many rows have these cells; where there are more, what the step did decides as well. */
  readonly of: number;
}

/** Where an invariant speaks, among the rows of one server; null for one that judges no row. */
export function whereItSpeaks(id: string, rows: readonly BehaviourRow[]): Speaks | null {
  const judged = rows.filter(({ invariants }) => invariants.includes(id));
  if (judged.length === 0) return null;
  let where = cells.map(({ cell, of }) => ({ cell, of, values: new Set(judged.map(of)) }));
  const meeting = (wanted: typeof where): number => rows.filter((row) => wanted.every(({ of, values }) => values.has(of(row)))).length;
  const meetingAll = meeting(where);
  for (const { cell } of where.toReversed()) {
    const without = where.filter((each) => each.cell !== cell);
    if (meeting(without) === meetingAll) where = without;
  }
  const split = where.map(({ cell, of, values }) => {
    const all = [...new Set(rows.map(of))];
    return { cell, values: all.filter((value) => values.has(value)), others: all.filter((value) => !values.has(value)) };
  });
  return { rows: judged.length, where: split, of: meetingAll };
}

const cells: readonly { readonly cell: string; readonly of: (row: BehaviourRow) => string }[] = [
  { cell: 'command', of: ({ command }) => command.do },
  { cell: 'answer', of: ({ rejected }) => (rejected === undefined ? 'accepted' : 'refused') },
  ...conditionColumns.slice(0, 6).map((cell, index) => ({ cell, of: ({ state }: BehaviourRow) => poolOrNone(cell, cellsOf(state)[index]!) })),
];

function poolOrNone(cell: string, value: string): string {
  return cell !== 'pool' ? value : value === 'none' ? 'no' : 'yes';
}

/** What an invariant judges that judges no row of one server. */
export function judgesInstead(id: string): 'several servers at once' | 'two runs' | 'a way out of trouble' {
  const has = (list: readonly { readonly id: string }[]): boolean => list.some((invariant) => invariant.id === id);
  const { commutations, determinations, idempotences, healings, ways } = invariantSet();
  if (has([...commutations, ...determinations, ...idempotences])) return 'two runs';
  return has([...healings, ...ways]) ? 'a way out of trouble' : 'several servers at once';
}
