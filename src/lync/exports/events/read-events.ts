/**
 * Reading exports of event logs.
 */
import { kept } from '../../../engine/kept.ts';
import { InputError } from '../../../inputs/input-error.ts';
import { computerName, copied, type EventRecord, readTime, recordFromObject, recordFromXml, shownTime } from './event-record.ts';
import { isUnreadable, observationOf } from './observation.ts';
import { orderedLogs, type ReadOptions } from './ordered-log.ts';
import { OtherCounts, relevantId } from './relevant.ts';
import { FileOrder, RecordIds, type Row, type Source } from './rows.ts';
import { type NamedChunks, readExport } from '../formats/read-export.ts';
import type { Observation, ReadLog } from '../../observation.ts';

/**
 * Reads all files into one log, whichever formats they have and however they overlap.
 *
 * @param options also `onProgress`, which is called with the number of bytes read so far, of all files.
 * @throws InputError where a file is no export of an event log.
 */
export async function readEventLogs(
  files: readonly NamedChunks[], { onProgress, ...options }: ReadOptions & { readonly onProgress?: (bytesRead: number) => void } = {},
): Promise<ReadLog> {
  const log = new EventLog(options);
  let before = 0;
  for (const file of files) {
    log.file(file.name);
    let own = 0;
    await readExport(
      file,
      {
        event: (event) => log.add(recordFromXml(event)),
        object: (object) => {
          const record = recordFromObject(object);
          const expected = 'expected an event, with its number as Id, EventID, Event ID or InstanceId';
          if (record === null) throw new InputError(file.name, `${object.place.line}`, expected);
          log.add(record);
        },
      },
      (bytesRead) => {
        own = bytesRead;
        onProgress?.(before + own);
      },
    );
    before += own;
  }
  return log.finish();
}

/** Takes the events of one file after the other; memory grows with the relevant ones, and by 8 bytes with each other. */
export class EventLog {
  private readonly options: ReadOptions;
  private readonly rows: Row[] = [];
  private readonly sources = new Map<string, Source>();
  private readonly logs = new Map<string, RecordIds>();
  private readonly observations = new Map<string, Observation>();
  private readonly others = new OtherCounts();
  private read = 0;
  private order: FileOrder | null = null;

  constructor(options: ReadOptions = {}) {
    this.options = options;
  }

  /** Starts a file: what comes now is in it. */
  file(name: string): void {
    this.order = new FileOrder(name);
    this.sources.clear();
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
    const { place: { line }, recordId } = record;
    const observation = this.shared(observationOf(record, id));
    this.rows.push({ number: this.rows.length, source, observation, line, recordId, time, at: record.at && shownTime(record.at) });
  }

  /** Everything in order. */
  finish(): ReadLog {
    const { frontEnds, notes } = orderedLogs(this.rows, this.options);
    const events = frontEnds.flatMap((log) => [...log.events]);
    const relevant = events.length;
    const unreadable = events.filter(({ observation }) => isUnreadable(observation)).length;
    const { read, rows: { length: count }, others } = this;
    const filtered = (this.options.gaps ?? 'record-ids') === 'record-ids' && events.some(({ afterGap }) => afterGap) && read === count;
    const found = { ...others.told(), notes: filtered ? [...notes, filteredNote] : notes };
    return { frontEnds, read, relevant, unreadable, duplicates: count - relevant, ...found };
  }

  private sourceOf({ computer, log, place }: EventRecord) {
    if (this.order === null) this.file(place.file);
    const key = JSON.stringify([computer, log]);
    return kept(this.sources, key, () => {
      const recordIds = kept(this.logs, key.toLowerCase(), () => new RecordIds());
      if (this.logs.size > mostLogs) throw new InputError(place.file, `${place.line}`, `expected events of at most ${mostLogs} computers`);
      return { order: this.order!, computer: copied(computerName(computer)), recordIds };
    });
  }

  /** The one object of all observations that are equal. */
  private shared(observation: Observation) {
    const key = JSON.stringify(observation);
    // Read back from the key: names cut out of the file's text would keep all of it in memory.
    return kept(this.observations, key, () => JSON.parse(key) as Observation);
  }
}

const filteredNote = [
  'record ids are missing between the events, and no other events were read:',
  'an export that was filtered by number looks so, and says little where they are missing',
].join(' ');

/** More is an attack on memory. */
const mostLogs = 10_000;
