/**
 * Relevant events in the order in which their Front Ends wrote them, each once.
 */
import { compareNames } from '../../../engine/text.ts';
import { withoutDuplicates } from './duplicates.ts';
import { computerName } from './event-record.ts';
import { timeText } from './time.ts';
import type { FrontEndLog, LoggedEvent } from '../../observation.ts';
import type { FileOrder } from './file-order.ts';
import type { Rows, Source } from './rows.ts';

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

interface OrderedLogs {
  readonly frontEnds: readonly FrontEndLog[]; readonly notes: readonly string[];
}

/**
 * The logs of all Front Ends, in the order of their names, and what was not sure of the order.
 *
 * By record id where every event has one and the times agree, else by time, else as the files have them. Events of one time are as the
 * file has them, turned round where it begins with the newest.
 */
export function orderedLogs(rows: Rows, options: ReadOptions): OrderedLogs {
  const notes: string[] = [];
  const groups = [...byFrontEnd(rows, options.frontEnd)].sort(([a], [b]) => compareNames(a, b));
  const frontEnds = groups.map(([frontEnd, group]): FrontEndLog => {
    const { order, directionUnknown, note } = inOrder(rows, withoutDuplicates(rows, group));
    if (note !== null) notes.push(`${frontEnd}: ${note}`);
    return {
      frontEnd,
      events: { [Symbol.iterator]: () => loggedEvents(rows, order, options.gaps ?? 'record-ids') },
      directionUnknown,
    };
  });
  return { frontEnds, notes };
}

/**
 * One Front End is one computer. Events that name none are those of the only one there is, or of a Front End of their file's own: two
 * such files may be of two Front Ends, and put together they would be the log of none.
 */
function byFrontEnd(rows: Rows, given: string | undefined): Map<string, number[]> {
  const computers = new Map<Source, string | null>();
  for (const source of rows.sources()) computers.set(source, computerName(source.computer));
  const named = new Set([...computers.values()].filter((computer) => computer !== null));
  const unnamed = computerName(given ?? null) ?? (named.size === 1 ? [...named][0]! : null);
  const groups = new Map<string, number[]>();
  for (let row = 0; row < rows.count; row++) {
    const source = rows.source(row);
    const frontEnd = computers.get(source) ?? unnamed ?? `(${source.order.file})`;
    const group = groups.get(frontEnd);
    if (group === undefined) groups.set(frontEnd, [row]);
    else group.push(row);
  }
  return groups;
}

interface Ordered {
  readonly order: readonly number[];
  /** Whether they may come the other way round as a whole. */
  readonly directionUnknown: boolean;
  readonly note: string | null;
}

function inOrder(rows: Rows, group: readonly number[]): Ordered {
  const allTimes = group.every((row) => !Number.isNaN(rows.time(row)));
  const files = [...new Set(group.map((row) => rows.source(row).order))];
  const asInFiles = inFileOrder(rows, files);
  const byTime = (a: number, b: number): number => rows.time(a) - rows.time(b) || asInFiles(a, b);
  if (haveOneNumbering(rows, group)) {
    const order = group.toSorted((a, b) => rows.recordId(a) - rows.recordId(b) || a - b);
    if (!allTimes || !runsBackwards(rows, order)) return { order, directionUnknown: false, note: null };
    const note = 'record ids begin anew in between, as when a log is cleared: the events are in the order of their times';
    return { order: order.sort(byTime), directionUnknown: false, note };
  }
  return { order: group.toSorted(allTimes ? byTime : asInFiles), ...doubts(rows, files, group, allTimes) };
}

/** Record ids order events where all have one, of the same log. */
function haveOneNumbering(rows: Rows, group: readonly number[]): boolean {
  return group.every((row) => !Number.isNaN(rows.recordId(row)) && rows.source(row).recordIds === rows.source(group[0]!).recordIds);
}

/** Clocks are set back by seconds, and by an hour where they are local. */
function runsBackwards(rows: Rows, order: readonly number[]): boolean {
  return order.some((row, index) => {
    if (index === 0) return false;
    const before = order[index - 1]!;
    const full = rows.writtenTime(row) === null && rows.writtenTime(before) === null;
    return rows.time(before) - rows.time(row) > (full ? 60_000 : 2 * 3_600_000);
  });
}

/** Files one after the other, each from its oldest event on; where nothing tells, shells and Event Viewer begin with the newest. */
function inFileOrder(rows: Rows, files: readonly FileOrder[]): (a: number, b: number) => number {
  const ranks = new Map(files.map((file, rank) => [file, rank]));
  return (a, b) => {
    const { order } = rows.source(a);
    const apart = ranks.get(order)! - ranks.get(rows.source(b).order)!;
    return apart !== 0 ? apart : (a - b) * (order.direction ?? order.usual);
  };
}

/** What nothing in the files tells of the order. */
function doubts(rows: Rows, files: readonly FileOrder[], group: readonly number[], allTimes: boolean): Omit<Ordered, 'order'> {
  const zones = new Set(files.map(({ zone }) => zone));
  if (allTimes && zones.size > 1) {
    const note = 'some times have a zone and some have none: the order of events may be wrong, give exports of one kind';
    return { directionUnknown: false, note };
  }
  const undated = files.find(({ dates }) => dates === null);
  const allAlike = !allTimes || group.every((row) => rows.time(row) === rows.time(group[0]!));
  const directionUnknown = group.length > 1 && allAlike && files.length === 1 && files[0]!.direction === null;
  if (undated !== undefined && !allTimes) {
    const note = `nothing tells whether dates in ${undated.file} begin with the day or the month: the events are in the order of the file`;
    return { directionUnknown, note };
  }
  const unknown = `nothing tells whether ${files[0]!.file} begins with the oldest or the newest event`;
  if (directionUnknown) return { directionUnknown, note: unknown };
  return { directionUnknown, note: allTimes ? null : 'some events have no time that can be read: they are in the order of the files' };
}

function* loggedEvents(rows: Rows, order: readonly number[], gaps: NonNullable<ReadOptions['gaps']>): Generator<LoggedEvent> {
  for (const [index, row] of order.entries()) {
    const full = rows.writtenTime(row) === null && !Number.isNaN(rows.time(row));
    yield {
      observation: rows.observation(row),
      at: full ? timeText(rows.time(row)) : rows.writtenTime(row),
      file: rows.source(row).order.file,
      line: rows.line(row),
      afterGap: gaps === 'record-ids' ? index > 0 && isAfterGap(rows, order[index - 1]!, row) : gaps === 'anywhere',
    };
  }
}

/** Without record ids, and between logs, nothing tells. */
function isAfterGap(rows: Rows, before: number, row: number): boolean {
  const { recordIds } = rows.source(row);
  const [first, last] = [rows.recordId(before), rows.recordId(row)];
  if (Number.isNaN(first) || Number.isNaN(last) || rows.source(before).recordIds !== recordIds) return false;
  return last < first || !recordIds.allBetween(first, last);
}
