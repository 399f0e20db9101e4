/**
 * Events that were read twice: exports overlap, and the same one is given again.
 */
import { isUnreadable } from './observation.ts';
import type { FileOrder } from './file-order.ts';
import type { Rows } from './rows.ts';

/**
 * The rows of a group without those that came before: of two with one record id in one log and contents that agree one is left, and so is
 * of two in different files that agree in content and time and do not both have a record id.
 *
 * @param group rows of one Front End, in the order in which they were read.
 */
export function withoutDuplicates(rows: Rows, group: readonly number[]): readonly number[] {
  const once = withoutRepeatedIds(rows, group);
  const several = new Set(group.map((row) => rows.source(row).order)).size > 1;
  return several && once.some((row) => Number.isNaN(rows.recordId(row))) ? withoutRepeatedTimes(rows, once) : once;
}

function withoutRepeatedIds(rows: Rows, group: readonly number[]): readonly number[] {
  // As in most files, and then there is nothing to sort.
  if (group.every((row, index) => index === 0 || rows.recordId(group[index - 1]!) < rows.recordId(row))) return group;
  const repeated = new Set<number>();
  const sorted = group.filter((row) => !Number.isNaN(rows.recordId(row))).sort((a, b) => rows.recordId(a) - rows.recordId(b) || a - b);
  for (const [index, row] of sorted.entries()) {
    for (let before = index - 1; before >= Math.max(0, index - mostOfOneId); before--) {
      const other = sorted[before]!;
      if (rows.recordId(other) !== rows.recordId(row)) break;
      if (repeated.has(other) || !isSame(rows, other, row)) continue;
      // Of one that was read in part and one that was read whole, the latter stays.
      repeated.add(isUnreadable(rows.observation(other)) ? other : row);
      break;
    }
  }
  return repeated.size === 0 ? group : group.filter((row) => !repeated.has(row));
}

/** A log that is cleared again and again gives an id so often; more is made to take time. */
const mostOfOneId = 100;

/** Times are compared where one file writes both: exports write the same one differently. */
function isSame(rows: Rows, a: number, b: number): boolean {
  if (rows.source(a).recordIds !== rows.source(b).recordIds || !agree(rows.observation(a), rows.observation(b))) return false;
  return rows.source(a).order !== rows.source(b).order || timeKey(rows, a) === timeKey(rows, b);
}

/** Whether two observations can be of one event: what could not be read in one may be anything. */
function agree(a: unknown, b: unknown): boolean {
  if (a === b || a === null || b === null) return true;
  if (typeof a !== 'object' || typeof b !== 'object') return false;
  const [inA, inB] = [Object.entries(a as object), Object.values(b as object)];
  return inA.length === inB.length && inA.every(([name, value]) => agree(value, (b as Readonly<Record<string, unknown>>)[name]));
}

/** The n-th of its content and time in a file was read before when an earlier file has n of them. */
function withoutRepeatedTimes(rows: Rows, group: readonly number[]): readonly number[] {
  const seen = new Map<string, Map<FileOrder, Count>>();
  return group.filter((row) => {
    const time = timeKey(rows, row);
    if (time === null) return true;
    const key = `${time} ${JSON.stringify(rows.observation(row))}`;
    const { order } = rows.source(row);
    const files = seen.get(key) ?? new Map<FileOrder, Count>();
    seen.set(key, files);
    const own = files.get(order) ?? { all: 0, withoutId: 0 };
    files.set(order, own);
    own.all++;
    const hasId = !Number.isNaN(rows.recordId(row));
    if (!hasId) own.withoutId++;
    return ![...files].some(([file, count]) => file !== order && (hasId ? count.withoutId : count.all) >= own.all);
  });
}

interface Count {
  all: number;
  withoutId: number;
}

/** Null where the export does not say when. */
function timeKey(rows: Rows, row: number): string | null {
  if (rows.writtenTime(row) !== null) return rows.writtenTime(row);
  return Number.isNaN(rows.time(row)) ? null : String(rows.time(row));
}
