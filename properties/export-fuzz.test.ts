/**
 * What is no export any more is read or refused, and nothing else; `npm run fuzz` tries many more.
 */
import { describe, expect, test } from 'vitest';
import { CsvReader } from '../src/lync/exports/formats/csv.ts';
import { DetailsReader, FormatListReader } from '../src/lync/exports/formats/lines.ts';
import { JsonReader } from '../src/lync/exports/formats/json.ts';
import { XmlReader } from '../src/lync/exports/formats/xml.ts';
import { chance, longFiles, mutated, seedsByReader, tryReading } from './events/mutate.ts';
import { seed } from './seed.ts';
import type { ExportSink, FormatReader } from '../src/lync/exports/formats/exported.ts';

const readers: Readonly<Record<string, new (file: string, sink: ExportSink) => FormatReader>> = {
  'XML of events': XmlReader,
  CliXml: XmlReader,
  'topology XML': XmlReader,
  JSON: JsonReader,
  CSV: CsvReader,
  'Format-List': FormatListReader,
  'details as text': DetailsReader,
};

/** What a reader gives on, as JSON, of a text whose last 200 characters come in pieces of that size. */
async function itemsInPieces(reader: string, text: string, size: number): Promise<string> {
  const items: unknown[] = [];
  const sink = (item: object): void => void items.push(item);
  const read = new readers[reader]!('file', { event: sink, object: sink, topology: sink });
  const first = Math.max(0, text.length - 200);
  await read.write(text.slice(0, first));
  for (let at = first; at < text.length; at += size) await read.write(text.slice(at, at + size));
  await read.end();
  return JSON.stringify(items, (_, value: unknown) => (value instanceof Map ? [...value] : value));
}

test('texts of 60,000 like characters take no longer than others', async () => {
  for (const file of longFiles(60_000, [' ', '.', ':', '"', '@', '1/'])) {
    const started = process.cpuUsage();
    await tryReading(file, Infinity);
    expect(process.cpuUsage(started).user / 1000, new TextDecoder().decode(file.subarray(0, 200))).toBeLessThan(1500);
  }
});

describe.for(Object.entries(seedsByReader()))('%s', ([reader, seeds]) => {
  test('its files are read', async () => {
    for (const bytes of seeds) expect(await tryReading(bytes, 1000)).toBe(true);
  });

  test.skipIf(!(reader in readers))('its texts are the same wherever they are cut', async () => {
    for (const bytes of seeds) {
      const text = new TextDecoder().decode(bytes).replaceAll('\n', '\r\n');
      const whole = await itemsInPieces(reader, text, Infinity);
      for (const size of [1, 7]) expect(await itemsInPieces(reader, text, size)).toBe(whole);
    }
  });

  test('150 files with changes are read or refused', async () => {
    const random = chance(seed);
    let read = 0;
    for (let number = 0; number < 150; number++) if (await tryReading(mutated(seeds[number % seeds.length]!, random), 1 + Math.floor(random() * 2000))) read++;
    // Both must happen, or the changes are not what they should be.
    expect(read).toBeGreaterThan(0);
    expect(read).toBeLessThan(150);
  });
});
