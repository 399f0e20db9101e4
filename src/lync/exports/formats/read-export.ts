/**
 * Reading an export: its bytes, its format found by how it begins, and what it holds, one item after the other.
 */
import { InputError } from '../../../inputs/input-error.ts';
import { CsvReader } from './csv.ts';
import { decode } from './decode.ts';
import { DetailsReader, FormatListReader } from './lines.ts';
import { JsonReader } from './json.ts';
import { XmlReader } from './xml.ts';
import type { ExportSink } from './exported.ts';
import type { FormatReader } from './format-reader.ts';

/** A file, by its name for messages, as chunks of bytes. */
export interface NamedChunks {
  readonly name: string; readonly chunks: AsyncIterable<Uint8Array>;
}

/**
 * Reads a file in one pass, in little memory, whatever its size.
 *
 * @throws InputError where it is none of the formats, is cut off, or holds what the sink has no function for.
 */
export async function readExport(
  { name: file, chunks }: NamedChunks, sink: ExportSink, onProgress?: (bytesRead: number) => void,
): Promise<void> {
  let reader: FormatReader | null = null;
  let beginning = '';
  for await (const text of decode(file, chunks, onProgress)) {
    if (reader !== null) await reader.write(text);
    else if ((beginning += text).length >= sniffed) reader = await started(file, beginning, sink);
  }
  await (reader ?? (await started(file, beginning, sink))).end();
}

/** So many characters show which format it is: an object's first line may be long. */
const sniffed = 4096;

/** The reader of the format, once it has read the beginning. A text may be cut anywhere but within a character. */
async function started(file: string, text: string, sink: ExportSink): Promise<FormatReader> {
  const reader = readerOf(file, text, sink);
  const middle = text.length > 32 * 1024 && text.charCodeAt(32 * 1024) >>> 10 !== 0x37 ? 32 * 1024 : text.length;
  await reader.write(text.slice(0, middle));
  if (middle < text.length) await reader.write(text.slice(middle));
  return reader;
}

function readerOf(file: string, beginning: string, sink: ExportSink): FormatReader {
  const text = beginning.trimStart();
  if (text === '') throw new InputError(file, '1:1', `expected ${formats}, found nothing`);
  const [line] = /^.*/.exec(text)!;
  if (text.startsWith('<')) return new XmlReader(file, sink);
  if (/^[[{]/.test(text)) return new JsonReader(file, sink);
  if (/^Log Name: /.test(line)) return new DetailsReader(file, sink);
  if (/^[^:,;\t"]+ :(?: |$)|^PS [^>]*>/.test(line)) return new FormatListReader(file, sink);
  if (/^#TYPE |^"|[,;\t]/.test(line)) return new CsvReader(file, sink);
  const [skipped] = /^\s*/.exec(beginning)!;
  const isTable = /^-{2,}(?: +-{2,})+ *$/m.test(text);
  const table = isTable ? ', found a table for the screen, in which texts are cut off: pipe the objects to ConvertTo-Json' : '';
  throw new InputError(file, `${skipped.split(/\r\n?|\n/).length}:1`, `expected ${formats}${table}`);
}

const formats = 'an export as XML, JSON, CSV with a header, Format-List text, or the details of events copied as text';
