/**
 * Reading exports of event logs.
 */
import { readExport, type NamedChunks } from '../formats/read-export.ts';
import { InputError } from '../../../inputs/input-error.ts';
import { EventLog } from './event-log.ts';
import { recordFromObject, recordFromXml } from './event-record.ts';
import type { ReadLog } from '../../observation.ts';
import type { ReadOptions } from './ordered-log.ts';

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
