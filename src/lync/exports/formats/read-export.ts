/**
 * Reading an export: its bytes, its format found by how it begins, and what it holds, one item after the other.
 */
import { InputError } from '../../../inputs/input-error.ts';
import { CsvReader } from './csv.ts';
import { JsonReader } from './json.ts';
import { DetailsReader, FormatListReader } from './lines.ts';
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

/**
 * The text of a file in pieces of at most 64 Ki characters, which never end within a character. The byte order mark is left out.
 *
 * @param onProgress is called with the number of bytes read so far.
 * @throws InputError at `offset N`, in bytes, for what is no such text, for a NUL character, and for a second byte order mark.
 */
async function* decode(
  file: string, chunks: AsyncIterable<Uint8Array>, onProgress?: (bytesRead: number) => void,
): AsyncGenerator<string> {
  let decoder: PieceDecoder | null = null;
  let bytesRead = 0;
  let rest: Uint8Array = new Uint8Array(0);
  for await (const chunk of chunks) {
    bytesRead += chunk.length;
    for (let start = 0; start < chunk.length; start += pieceSize) {
      const bytes = joined(rest, chunk.subarray(start, start + pieceSize));
      if (decoder === null && bytes.length < 4) {
        rest = bytes;
        continue;
      }
      decoder ??= new PieceDecoder(file, bytes);
      const whole = decoder.wholeCharacters(bytes);
      const text = decoder.decode(bytes.subarray(0, whole));
      rest = bytes.slice(whole);
      if (text !== '') yield text;
    }
    onProgress?.(bytesRead);
  }
  const text = (decoder ?? new PieceDecoder(file, rest)).decode(rest);
  if (text !== '') yield text;
}

/** In bytes: a byte is at most one character. */
const pieceSize = 64 * 1024 - 4;

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** Decodes one piece after the other, and knows where in the file it stands. */
class PieceDecoder {
  private readonly file: string;
  private readonly encoding: Encoding;
  private readonly decoder: InstanceType<typeof TextDecoder>;
  private offset = 0;

  constructor(file: string, beginning: Uint8Array) {
    if (String.fromCharCode(...beginning.subarray(0, 4)) === 'ElfF') {
      throw new InputError(file, 'offset 0', 'expected text, not an .evtx file: wevtutil qe FILE /lf:true /f:xml writes it as XML');
    }
    this.file = file;
    this.encoding = encodingOf(beginning);
    this.decoder = new TextDecoder(this.encoding, { fatal: true, ignoreBOM: true });
  }

  /** The length of what can be decoded now: the last character may have more bytes to come. */
  wholeCharacters(bytes: Uint8Array): number {
    return this.encoding === 'utf-8' ? wholeUtf8(bytes) : wholeUtf16(bytes, this.encoding === 'utf-16le' ? 1 : 0);
  }

  decode(bytes: Uint8Array): string {
    let text: string;
    try {
      text = this.decoder.decode(bytes);
    } catch {
      const expected = this.encoding === 'utf-8' ? 'UTF-8 or UTF-16' : 'UTF-16';
      throw this.refusal(this.validLength(bytes), `expected ${expected} text: export with -Encoding UTF8`);
    }
    const start = this.offset === 0 && text.startsWith(byteOrderMark) ? 1 : 0;
    const second = text.indexOf(byteOrderMark, start);
    if (second >= 0) {
      throw this.refusal(this.byteLength(text.slice(0, second)), 'expected one byte order mark, at the beginning: give files one by one');
    }
    const nul = text.indexOf('\0');
    if (nul >= 0) throw this.refusal(this.byteLength(text.slice(0, nul)), 'expected text in one encoding, found a NUL character');
    this.offset += bytes.length;
    return start === 0 ? text : text.slice(start);
  }

  /** How many bytes are whole characters: found by halves, since a decoder does not tell. */
  private validLength(bytes: Uint8Array): number {
    let [valid, invalid] = [0, bytes.length + 1];
    while (valid + 1 < invalid) {
      const middle = (valid + invalid) >> 1;
      try {
        new TextDecoder(this.encoding, { fatal: true }).decode(bytes.subarray(0, middle), { stream: middle < bytes.length });
        valid = middle;
      } catch {
        invalid = middle;
      }
    }
    return this.wholeCharacters(bytes.subarray(0, valid));
  }

  private byteLength(text: string): number {
    return this.encoding === 'utf-8' ? new TextEncoder().encode(text).length : text.length * 2;
  }

  private refusal(within: number, expected: string): InputError {
    return new InputError(this.file, `offset ${this.offset + within}`, expected);
  }
}

const byteOrderMark = '\uFEFF';

/** By the byte order mark; without one, UTF-16 shows in the NUL bytes of its first two characters, which are ASCII in every format. */
function encodingOf([a = 1, b = 1, c = 1, d = 1]: Uint8Array): Encoding {
  if ((a === 0xff && b === 0xfe) || (a !== 0 && b === 0 && c !== 0 && d === 0)) return 'utf-16le';
  if ((a === 0xfe && b === 0xff) || (a === 0 && b !== 0 && c === 0 && d !== 0)) return 'utf-16be';
  return 'utf-8';
}

function wholeUtf8(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back]!;
    if (byte < 0x80) break;
    if (byte < 0xc0) continue;
    const length = byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
    return length > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

/** @param high which byte of a unit is the high one: a unit from D800 to DBFF is half a character. */
function wholeUtf16(bytes: Uint8Array, high: 0 | 1): number {
  const even = bytes.length - (bytes.length % 2);
  const last = even === 0 ? 0 : bytes[even - 2 + high]!;
  return last >= 0xd8 && last < 0xdc ? even - 2 : even;
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  if (first.length === 0) return second;
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}
