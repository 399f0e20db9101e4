/**
 * Reading exports of event logs.
 */
import { readExport } from '../formats/read-export.ts';
import { InputError } from '../../../inputs/input-error.ts';
import { EventLog } from './event-log.ts';
import { recordFromObject, recordFromXml } from './event-record.ts';
import type { ReadLog, ReadOptions } from './read-log.ts';

/** A file: its name for messages, and its bytes as they come. */
export interface EventFile {
  readonly name: string;
  readonly chunks: AsyncIterable<Uint8Array>;
}

/**
 * Reads all files into one log, whichever formats they have and however they overlap.
 *
 * @param options also `onProgress`, which is called with the number of bytes read so far, of all files.
 * @throws InputError where a file is no export of an event log.
 */
export async function readEventLogs(
  files: readonly EventFile[],
  { onProgress, ...options }: ReadOptions & { readonly onProgress?: (bytesRead: number) => void } = {},
): Promise<ReadLog> {
  const log = new EventLog(options);
  let before = 0;
  for (const { name, chunks } of files) {
    log.file(name);
    let own = 0;
    await readExport(
      name,
      chunks,
      {
        event: (event) => log.add(recordFromXml(event)),
        object: (object) => {
          const record = recordFromObject(object);
          const expected = 'expected an event, with its number as Id, EventID, Event ID or InstanceId';
          if (record === null) throw new InputError(name, `${object.place.line}`, expected);
          log.add(record);
        },
      },
      {
        onProgress: (bytesRead) => {
          own = bytesRead;
          onProgress?.(before + own);
        },
      },
    );
    before += own;
  }
  return log.finish();
}
