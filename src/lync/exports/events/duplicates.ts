/**
 * Events that were read twice: exports overlap, and the same one is given again.
 */
import { isUnreadable } from './observation.ts';
import type { FileOrder, Row } from './rows.ts';

/**
 * The rows of a group without those that came before: of two with one record id in one log and contents that agree one is left, and so is
 * of two in different files that agree in content and time and do not both have a record id.
 *
 * @param group rows of one Front End, in the order in which they were read.
 */
export function withoutDuplicates(group: readonly Row[]): readonly Row[] {
  const once = withoutRepeatedIds(group);
  const several = new Set(group.map(({ source }) => source.order)).size > 1;
  return several && once.some(({ recordId }) => recordId === null) ? withoutRepeatedTimes(once) : once;
}

function withoutRepeatedIds(group: readonly Row[]): readonly Row[] {
  const repeated = new Set<Row>();
  for (const [id, alike] of Map.groupBy(group, ({ recordId }) => recordId)) {
    if (id === null) continue;
    for (const [index, row] of alike.entries()) {
      const other = alike.slice(Math.max(0, index - mostOfOneId), index).findLast((each) => !repeated.has(each) && isSame(each, row));
      // Of one that was read in part and one that was read whole, the latter stays.
      if (other !== undefined) repeated.add(isUnreadable(other.observation) ? other : row);
    }
  }
  return group.filter((row) => !repeated.has(row));
}

/** A log that is cleared again and again gives an id so often; more is made to take time. */
const mostOfOneId = 100;

/** Times are compared where one file writes both: exports write the same one differently. */
function isSame(a: Row, b: Row): boolean {
  if (a.source.recordIds !== b.source.recordIds || !agree(a.observation, b.observation)) return false;
  return a.source.order !== b.source.order || a.at === b.at;
}

/** Whether two observations can be of one event: what could not be read in one may be anything. */
function agree(a: unknown, b: unknown): boolean {
  if (a === b || a === null || b === null) return true;
  if (typeof a !== 'object' || typeof b !== 'object') return false;
  const [inA, inB] = [Object.entries(a as object), Object.values(b as object)];
  return inA.length === inB.length && inA.every(([name, value]) => agree(value, (b as Readonly<Record<string, unknown>>)[name]));
}

/** The n-th of its content and time in a file was read before when an earlier file has n of them. */
function withoutRepeatedTimes(group: readonly Row[]): readonly Row[] {
  const seen = new Map<string, Map<FileOrder, { all: number; withoutId: number }>>();
  return group.filter(({ at, observation, recordId, source: { order } }) => {
    if (at === null) return true;
    const key = `${at} ${JSON.stringify(observation)}`;
    const files = seen.get(key) ?? new Map<FileOrder, { all: number; withoutId: number }>();
    seen.set(key, files);
    const own = files.get(order) ?? { all: 0, withoutId: 0 };
    files.set(order, own);
    own.all++;
    if (recordId === null) own.withoutId++;
    return ![...files].some(([file, count]) => file !== order && (recordId === null ? count.all : count.withoutId) >= own.all);
  });
}
