/**
 * Relevant events in the order in which their Front Ends wrote them, each once.
 */
import { kept } from '../../../engine/kept.ts';
import { compareNames } from '../../../engine/text.ts';
import { computerName } from './event-record.ts';
import { isUnreadable } from './observation.ts';
import { type FileOrder, type Row, timeOf } from './rows.ts';
import { shared } from '../../standing.ts';

/** How exports are read. */
export interface ReadOptions {
  /**
   * Where events may be missing: where the record ids have a gap, unless told; anywhere; or nowhere, since the export was filtered and
   * gaps mean nothing.
   */
  readonly gaps?: 'record-ids' | 'anywhere' | 'filtered' | undefined;
  /** The Front End that wrote the events of which no file says who wrote them. */
  readonly frontEnd?: string | undefined;
}

/**
 * The logs of all Front Ends, in the order of their names, and what was not sure of the order.
 *
 * By record id where every event has one and the times agree, else by time, else as the files have them. Events of one time are as the
 * file has them, turned round where it begins with the newest.
 */
export function orderedLogs(rows: readonly Row[], options: ReadOptions) {
  const notes: string[] = [];
  const groups = [...byFrontEnd(rows, options.frontEnd)].sort(([a], [b]) => compareNames(a, b));
  const frontEnds = groups.map(([frontEnd, group]) => {
    const { order, directionUnknown, note } = inOrder(withoutDuplicates(group));
    if (note !== null) notes.push(`${frontEnd}: ${note}`);
    return { frontEnd, events: { [Symbol.iterator]: () => loggedEvents(order, options.gaps ?? 'record-ids') }, directionUnknown };
  });
  return { frontEnds, notes };
}

/**
 * One Front End is one computer. Events that name none are those of the only one there is, or of a Front End of their file's own: two
 * such files may be of two Front Ends, and put together they would be the log of none.
 */
function byFrontEnd(rows: readonly Row[], given: string | undefined) {
  const named = rows.map(({ source }) => source.computer).filter((computer) => computer !== null);
  const unnamed = computerName(given ?? null) ?? shared(named);
  return Map.groupBy(rows, ({ source }) => source.computer ?? unnamed ?? `(${source.order.file})`);
}

/** The rows in order; whether they may come the other way round as a whole; and what is to be noted of that. */
function inOrder(group: readonly Row[]) {
  const allTimes = group.every((row) => !Number.isNaN(timeOf(row)));
  const files = [...new Set(group.map(({ source }) => source.order))];
  const asInFiles = inFileOrder(files);
  const byTime = (a: Row, b: Row) => timeOf(a) - timeOf(b) || asInFiles(a, b);
  if (haveOneNumbering(group)) {
    const order = group.toSorted((a, b) => a.recordId! - b.recordId!);
    if (!allTimes || !runsBackwards(order)) return { order, directionUnknown: false, note: null };
    const note = 'record ids begin anew in between, as when a log is cleared: the events are in the order of their times';
    return { order: order.sort(byTime), directionUnknown: false, note };
  }
  return { order: group.toSorted(allTimes ? byTime : asInFiles), ...doubts(files, group, allTimes) };
}

/** Record ids order events where all have one, of the same log. */
function haveOneNumbering(group: readonly Row[]) {
  return group.every(({ recordId, source }) => recordId !== null && source.recordIds === group[0]!.source.recordIds);
}

/** Clocks are set back by seconds, and by an hour where they are local. */
function runsBackwards(order: readonly Row[]) {
  return order.some((row, index) => {
    const before = order[index - 1] ?? row;
    return timeOf(before) - timeOf(row) > (row.time!.full && before.time!.full ? 60_000 : 2 * 3_600_000);
  });
}

/** Files one after the other, each from its oldest event on; where nothing tells, shells and Event Viewer begin with the newest. */
function inFileOrder(files: readonly FileOrder[]): (a: Row, b: Row) => number {
  const ranks = new Map(files.map((file, rank) => [file, rank]));
  return (a, b) => {
    const { order } = a.source;
    const apart = ranks.get(order)! - ranks.get(b.source.order)!;
    return apart !== 0 ? apart : (a.number - b.number) * (order.direction ?? order.usual);
  };
}

/** What nothing in the files tells of the order. */
function doubts(files: readonly FileOrder[], group: readonly Row[], allTimes: boolean) {
  const zones = new Set(files.map(({ zone }) => zone));
  if (allTimes && zones.size > 1) {
    const note = 'some times have a zone and some have none: the order of events may be wrong, give exports of one kind';
    return { directionUnknown: false, note };
  }
  const undated = allTimes ? undefined : files.find(({ dates }) => dates === null);
  const allAlike = !allTimes || group.every((row) => timeOf(row) === timeOf(group[0]!));
  const directionUnknown = group.length > 1 && allAlike && files.length === 1 && files[0]!.direction === null;
  const unread = allTimes ? null : 'some events have no time that can be read: they are in the order of the files';
  const undirected = directionUnknown ? `nothing tells whether ${files[0]!.file} begins with the oldest or the newest event` : unread;
  if (undated === undefined) return { directionUnknown, note: undirected };
  const note = `nothing tells whether dates in ${undated.file} begin with the day or the month: the events are in the order of the file`;
  return { directionUnknown, note };
}

function* loggedEvents(rows: readonly Row[], gaps: NonNullable<ReadOptions['gaps']>) {
  for (const [index, row] of rows.entries()) {
    const { observation, at, line, source } = row;
    const afterGap = gaps === 'record-ids' ? index > 0 && isAfterGap(rows[index - 1]!, row) : gaps === 'anywhere';
    yield { observation, at, file: source.order.file, line, afterGap };
  }
}

/** Without record ids, and between logs, nothing tells. */
function isAfterGap({ recordId: first, source: { recordIds } }: Row, { recordId: last, source }: Row) {
  if (first === null || last === null || source.recordIds !== recordIds) return false;
  return last < first || !recordIds.allBetween(first, last);
}

/**
 * The rows of a group without those that came before: of two with one record id in one log and contents that agree one is left, and so is
 * of two in different files that agree in content and time and do not both have a record id.
 *
 * @param group rows of one Front End, in the order in which they were read.
 */
function withoutDuplicates(group: readonly Row[]) {
  const once = withoutRepeatedIds(group);
  const several = new Set(group.map(({ source }) => source.order)).size > 1;
  return several && once.some(({ recordId }) => recordId === null) ? withoutRepeatedTimes(once) : once;
}

function withoutRepeatedIds(group: readonly Row[]) {
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
function isSame(a: Row, b: Row) {
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
function withoutRepeatedTimes(group: readonly Row[]) {
  const seen = new Map<string, Map<FileOrder, { all: number; withoutId: number }>>();
  return group.filter(({ at, observation, recordId, source: { order } }) => {
    if (at === null) return true;
    const files = kept(seen, `${at} ${JSON.stringify(observation)}`, () => new Map());
    const own = kept(files, order, () => ({ all: 0, withoutId: 0 }));
    own.all++;
    if (recordId === null) own.withoutId++;
    return ![...files].some(([file, count]) => file !== order && (recordId === null ? count.all : count.withoutId) >= own.all);
  });
}
