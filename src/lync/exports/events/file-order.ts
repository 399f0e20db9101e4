/**
 * Which way a file goes, and which of day and month its dates begin with: told by the events in it.
 */
import type { Time } from './time.ts';

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
  private rises = 0;
  private falls = 0;

  add(value: number): void {
    if (value > this.last) this.rises++;
    else if (value < this.last) this.falls++;
    this.last = value;
  }

  get direction(): 1 | -1 | null {
    return this.rises === this.falls ? null : this.rises > this.falls ? 1 : -1;
  }
}
