/**
 * Relevant events as they are kept until all files are read: in columns, since there may be a million of them.
 */
import { NumberColumn, type RecordIds } from './record-ids.ts';
import type { Observation } from '../../observation.ts';
import type { FileOrder } from './file-order.ts';

/** Where events come from: a file, and in it a log of a computer. */
export interface Source {
  readonly order: FileOrder;
  /** As the file writes it; null where it does not say. */
  readonly computer: string | null;
  /** The ids of all events of this log of this computer, whichever file they are in: one object a log. */
  readonly recordIds: RecordIds;
}

/** What is kept of an event. NaN stands for a number that is not there. */
interface EventRow {
  readonly source: Source; readonly observation: Observation; readonly line: number; readonly recordId: number;
  readonly monthFirst: number; readonly dayFirst: number;
  /** The time as written; null where there is none, or `monthFirst` says it in full. */
  readonly at: string | null;
}

/** A row an event, numbered in the order in which they were read. */
export class Rows {
  private readonly sourceOf = new FewValues<Source>();
  private readonly observationOf = new FewValues<Observation>();
  private readonly lines = new NumberColumn();
  private readonly recordIds = new NumberColumn();
  private readonly monthFirst = new NumberColumn();
  private readonly dayFirst = new NumberColumn();
  private readonly times = new Map<number, string>();

  get count(): number {
    return this.lines.length;
  }

  /** @param row its observation: of those that are equal, always the same object. */
  add(row: EventRow): void {
    if (row.at !== null) this.times.set(this.count, row.at);
    this.sourceOf.push(row.source);
    this.observationOf.push(row.observation);
    this.lines.push(row.line);
    this.recordIds.push(row.recordId);
    this.monthFirst.push(row.monthFirst);
    this.dayFirst.push(row.dayFirst);
  }

  /** Every source, once. */
  sources(): Iterable<Source> {
    return this.sourceOf.values;
  }

  source(row: number): Source {
    return this.sourceOf.at(row);
  }

  observation(row: number): Observation {
    return this.observationOf.at(row);
  }

  line(row: number): number {
    return this.lines.at(row);
  }

  recordId(row: number): number {
    return this.recordIds.at(row);
  }

  /** The time as written; null where there is none, or `time` has it in full. */
  writtenTime(row: number): string | null {
    return this.times.get(row) ?? null;
  }

  /** When it was logged, in milliseconds; NaN where that cannot be read, or where nothing tells day and month of it apart. */
  time(row: number): number {
    const [monthFirst, dayFirst] = [this.monthFirst.at(row), this.dayFirst.at(row)];
    const { dates } = this.source(row).order;
    if (dates === null) return monthFirst === dayFirst ? monthFirst : Number.NaN;
    return dates === 'month first' ? monthFirst : dayFirst;
  }
}

/** A list of values of which there are few, and each stands in it often. */
class FewValues<T> {
  private readonly numbers = new Map<T, number>();
  readonly values: T[] = [];
  private readonly column = new NumberColumn();

  push(value: T): void {
    const number = this.numbers.get(value) ?? this.values.push(value) - 1;
    this.numbers.set(value, number);
    this.column.push(number);
  }

  at(index: number): T {
    return this.values[this.column.at(index)]!;
  }
}
