/**
 * Relevant events as they are kept until all files are read, and what each file tells of their order: which way it goes, and which of
 * day and month its dates begin with.
 */
import type { Time } from './event-record.ts';
import type { Observation } from '../../observation.ts';

/** Where events come from: a file, and in it a log of a computer. */
export interface Source {
  readonly order: FileOrder;
  /** By its one spelling; null where the file does not say. */
  readonly computer: string | null;
  /** The ids of all events of this log of this computer, whichever file they are in: one object a log. */
  readonly recordIds: RecordIds;
}

/** What is kept of an event. */
export interface Row {
  /** The rows are numbered in the order in which they were read. */
  readonly number: number;
  readonly source: Source;
  /** Of those that are equal, always the same object. */
  readonly observation: Observation;
  readonly line: number; readonly recordId: number | null; readonly time: Time | null;
  /** The time as written; null where there is none, or `time` says it in full. */
  readonly at: string | null;
}

/** When it was logged, in milliseconds; NaN where that cannot be read, or where nothing tells day and month of it apart. */
export function timeOf({ time, source }: Row): number {
  if (time === null) return Number.NaN;
  const { monthFirst, dayFirst } = time;
  const { dates } = source.order;
  if (dates === null) return monthFirst === dayFirst ? monthFirst : Number.NaN;
  return dates === 'month first' ? monthFirst : dayFirst;
}

/** What the events of one file, in its order, tell of both. */
export class FileOrder {
  readonly file: string;
  /** Which way files of its kind go when nothing in them tells: Event Viewer and the shells begin with the newest event. */
  usual: 1 | -1 = 1;
  readonly recordIds = new Trend();
  private readonly monthFirst = new Trend();
  private readonly dayFirst = new Trend();
  private monthPossible = true;
  private dayPossible = true;
  private ambiguous = false;
  private zoned = false;
  private local = false;

  constructor(file: string) {
    this.file = file;
  }

  time({ monthFirst, dayFirst, full }: Time): void {
    if (Number.isNaN(monthFirst) && Number.isNaN(dayFirst)) return;
    if (Number.isNaN(monthFirst)) this.monthPossible = false;
    if (Number.isNaN(dayFirst)) this.dayPossible = false;
    if (monthFirst !== dayFirst) this.ambiguous = true;
    if (full) this.zoned = true;
    else this.local = true;
    this.monthFirst.add(monthFirst);
    this.dayFirst.add(dayFirst);
  }

  /** The order in which dates have day and month; null where no date decides it. */
  get dates(): 'month first' | 'day first' | null {
    if (!this.ambiguous || !this.dayPossible) return 'month first';
    return this.monthPossible ? null : 'day first';
  }

  /** Whether its times have a zone or not; null where it has both or no times. */
  get zone(): 'full' | 'local' | null {
    return this.zoned === this.local ? null : this.zoned ? 'full' : 'local';
  }

  /** 1 when the oldest event comes first, -1 when the newest does; null without record ids where all times are alike. */
  get direction(): 1 | -1 | null {
    if (this.recordIds.direction !== null) return this.recordIds.direction;
    if (this.dates === 'month first') return this.monthFirst.direction;
    if (this.dates === 'day first') return this.dayFirst.direction;
    return this.monthFirst.direction === this.dayFirst.direction ? this.monthFirst.direction : null;
  }
}

/** Whether numbers rise or fall: the more frequent of both. */
class Trend {
  private last = Number.NaN;
  private balance = 0;

  add(value: number): void {
    if (value > this.last) this.balance++;
    else if (value < this.last) this.balance--;
    this.last = value;
  }

  get direction(): 1 | -1 | null {
    return this.balance === 0 ? null : this.balance > 0 ? 1 : -1;
  }
}

/** Record ids of one log of one computer, of all its events that were read: 8 bytes each, since there may be a million of them. */
export class RecordIds {
  private readonly added: number[] = [];
  /** Those, in order, after which the next number is missing; null until they are asked for. */
  private beforeGaps: Float64Array | null = null;

  add(id: number): void {
    this.added.push(id);
    this.beforeGaps = null;
  }

  /** Whether all ids from the one to the other were read, both of which were. */
  allBetween(first: number, last: number): boolean {
    this.beforeGaps ??= new Float64Array(this.added).sort().filter((id, at, all) => all[at + 1]! > id + 1);
    return indexIn(this.beforeGaps, first) === indexIn(this.beforeGaps, last);
  }
}

/** Where a number stands among others, which are in order. */
function indexIn(sorted: Float64Array, id: number) {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < id) low = middle + 1;
    else high = middle;
  }
  return low;
}
