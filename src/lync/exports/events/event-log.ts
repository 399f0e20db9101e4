/**
 * Events of exports put together: sorted out as they come, and in order at the end.
 */
import { InputError } from '../../../inputs/input-error.ts';
import { FileOrder } from './file-order.ts';
import { isUnreadable, observationOf } from './observation.ts';
import { orderedLogs, type ReadOptions } from './ordered-log.ts';
import { OtherCounts } from './other-counts.ts';
import { RecordIds } from './record-ids.ts';
import { relevantId } from './relevant.ts';
import { Rows, type Source } from './rows.ts';
import { copied, type EventRecord } from './event-record.ts';
import { readTime } from './time.ts';
import type { Observation, ReadLog } from '../../observation.ts';

/** Takes the events of one file after the other; memory grows with the relevant ones, and by 8 bytes with each other. */
export class EventLog {
  private readonly options: ReadOptions;
  private readonly rows = new Rows();
  private readonly sources = new Map<string, Source>();
  private readonly logs = new Map<string, RecordIds>();
  private readonly observations = new Map<string, Observation>();
  private readonly others = new OtherCounts();
  private read = 0;
  private order: FileOrder | null = null;
  /** The source of the event before, which the next one most often shares. */
  private last: { readonly computer: string | null; readonly log: string | null; readonly source: Source } | null = null;

  constructor(options: ReadOptions = {}) {
    this.options = options;
  }

  /** Starts a file: what comes now is in it. */
  file(name: string): void {
    this.order = new FileOrder(name);
    this.sources.clear();
    this.last = null;
  }

  /** @throws InputError for more computers than the largest deployment has. */
  add(record: EventRecord): void {
    this.read++;
    const source = this.sourceOf(record);
    source.order.usual = record.usual;
    const id = relevantId(record);
    const time = record.at !== null && (id !== null || record.recordId === null) ? readTime(record.at) : null;
    if (record.recordId !== null) {
      source.recordIds.add(record.recordId);
      source.order.recordIds.add(record.recordId);
    }
    if (time !== null) source.order.time(time);
    if (id === null) return this.others.add(record);
    this.rows.add({
      source,
      observation: this.shared(observationOf(record, id)),
      line: record.place.line,
      recordId: record.recordId ?? Number.NaN,
      monthFirst: time?.monthFirst ?? Number.NaN,
      dayFirst: time?.dayFirst ?? Number.NaN,
      at: time?.full === true ? null : copied(record.at),
    });
  }

  /** Everything in order. */
  finish(): ReadLog {
    const { frontEnds, notes } = orderedLogs(this.rows, this.options);
    let [relevant, unreadable, gaps] = [0, 0, 0];
    for (const { events } of frontEnds) {
      for (const { observation, afterGap } of events) {
        relevant++;
        if (isUnreadable(observation)) unreadable++;
        if (afterGap) gaps++;
      }
    }
    const { read, rows: { count }, others } = this;
    const filtered = (this.options.gaps ?? 'record-ids') === 'record-ids' && gaps > 0 && read === count;
    const found = { others: others.others(), lookAlikes: others.lookAlikes(), notes: filtered ? [...notes, filteredNote] : notes };
    return { frontEnds, read, relevant, unreadable, duplicates: count - relevant, ...found };
  }

  private sourceOf({ computer, log, place }: EventRecord): Source {
    if (this.order === null) this.file(place.file);
    if (this.last !== null && this.last.computer === computer && this.last.log === log) return this.last.source;
    const key = JSON.stringify([computer, log]);
    let source = this.sources.get(key);
    if (source === undefined) {
      let recordIds = this.logs.get(key.toLowerCase());
      if (recordIds === undefined) this.logs.set(key.toLowerCase(), (recordIds = new RecordIds()));
      if (this.logs.size > mostLogs) throw new InputError(place.file, `${place.line}`, `expected events of at most ${mostLogs} computers`);
      source = { order: this.order!, computer: copied(computer), recordIds };
      this.sources.set(key, source);
    }
    this.last = { computer, log, source };
    return source;
  }

  /** The one object of all observations that are equal. */
  private shared(observation: Observation): Observation {
    const key = JSON.stringify(observation);
    let known = this.observations.get(key);
    // Read back from the key: names cut out of the file's text would keep all of it in memory.
    if (known === undefined) this.observations.set(key, (known = JSON.parse(key) as Observation));
    return known;
  }
}

const filteredNote = [
  'record ids are missing between the events, and no other events were read:',
  'an export that was filtered by number looks so, and says little where they are missing',
].join(' ');

/** More is an attack on memory. */
const mostLogs = 10_000;
