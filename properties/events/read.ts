/**
 * Reading texts as if they were files.
 */
import { readEventLogs } from '../../src/lync/exports/events/read-events.ts';
import { readExport } from '../../src/lync/exports/formats/read-export.ts';
import type { ReadLog } from '../../src/lync/observation.ts';
import type { ReadOptions } from '../../src/lync/exports/events/ordered-log.ts';
import type { ExportedEvent, ExportedObject, XmlElement } from '../../src/lync/exports/formats/exported.ts';
import type { LoggedEvent } from '../../src/lync/observation.ts';

/** A file's bytes, in pieces of that size. */
export async function* inPieces(content: string | Uint8Array, size = Infinity): AsyncGenerator<Uint8Array> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + Math.min(size, bytes.length));
}

/** What an export named `file` holds. */
export async function itemsOf(content: string | Uint8Array, size?: number): Promise<{ readonly objects: ExportedObject[]; readonly events: ExportedEvent[]; readonly topologies: XmlElement[] }> {
  const items = { objects: [] as ExportedObject[], events: [] as ExportedEvent[], topologies: [] as XmlElement[] };
  await readExport({ name: 'file', chunks: inPieces(content, size) }, {
    object: (object) => void items.objects.push(object),
    event: (event) => void items.events.push(event),
    topology: (root) => void items.topologies.push(root),
  });
  return items;
}

/** The logs in files named `file1`, `file2` and so on. */
export async function logOf(contents: readonly (string | Uint8Array)[], options: ReadOptions = {}): Promise<ReadLog> {
  return readEventLogs(contents.map((content, index) => ({ name: `file${index + 1}`, chunks: inPieces(content) })), options);
}

/** The events of a log with one Front End. */
export function onlyEvents({ frontEnds }: ReadLog): readonly LoggedEvent[] {
  if (frontEnds.length > 1) throw new Error(`${frontEnds.length} Front Ends, not one`);
  return [...(frontEnds[0]?.events ?? [])];
}
