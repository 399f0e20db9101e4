/**
 * Reading an export: its bytes, its format found by how it begins, and what it holds, one item after the other.
 */
import { InputError } from '../../../inputs/input-error.ts';
import { CsvReader } from './csv.ts';
import { JsonReader } from './json.ts';
import { DetailsReader, FormatListReader } from './lines.ts';
import { XmlReader } from './xml.ts';
import type { ExportSink, FormatReader } from './exported.ts';

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
async function started(file: string, text: string, sink: ExportSink) {
  const reader = readerOf(file, text, sink);
  const middle = text.length > 32 * 1024 && text.charCodeAt(32 * 1024) >>> 10 !== 0x37 ? 32 * 1024 : text.length;
  await reader.write(text.slice(0, middle));
  if (middle < text.length) await reader.write(text.slice(middle));
  return reader;
}

function readerOf(file: string, beginning: string, sink: ExportSink) {
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
async function* decode(file: string, chunks: AsyncIterable<Uint8Array>, onProgress?: (bytesRead: number) => void) {
  const decoder = new PieceDecoder(file);
  let bytesRead = 0;
  for await (const chunk of chunks) {
    bytesRead += chunk.length;
    for (let start = 0; start < chunk.length; start += pieceSize) {
      const text = decoder.decode(chunk.subarray(start, start + pieceSize));
      if (text !== '') yield text;
    }
    onProgress?.(bytesRead);
  }
  const text = decoder.decode(new Uint8Array(0), true);
  if (text !== '') yield text;
}

/** In bytes: a byte is at most one character. */
const pieceSize = 64 * 1024 - 4;

/** Decodes one piece after the other, and knows where in the file it stands. */
class PieceDecoder {
  private readonly file: string;
  private decoder: InstanceType<typeof TextDecoder> | null = null;
  /** What is not decoded yet: too little to tell the encoding, or the first bytes of a character. */
  private rest = new Uint8Array(0);
  private offset = 0;

  constructor(file: string) {
    this.file = file;
  }

  decode(piece: Uint8Array, isLast = false): string {
    const bytes = new Uint8Array(this.rest.length + piece.length);
    bytes.set(this.rest);
    bytes.set(piece, this.rest.length);
    this.rest = bytes;
    if (this.decoder === null && bytes.length < 4 && !isLast) return '';
    this.decoder ??= this.decoderOf(bytes);
    const [text, length] = this.longest(this.decoder, isLast ? 0 : 3);
    const start = this.offset === 0 && text.startsWith(byteOrderMark) ? 1 : 0;
    const second = text.indexOf(byteOrderMark, start);
    if (second >= 0) throw this.refusal(text.slice(0, second), 'expected one byte order mark, at the beginning: give files one by one');
    const nul = text.indexOf('\0');
    if (nul >= 0) throw this.refusal(text.slice(0, nul), 'expected text in one encoding, found a NUL character');
    this.offset += length;
    this.rest = bytes.slice(length);
    return text.slice(start);
  }

  /** The text of the rest, less so many bytes at most: the last character may have some to come. */
  private longest(decoder: InstanceType<typeof TextDecoder>, most: number): readonly [text: string, length: number] {
    for (let length = this.rest.length; length >= 0 && length >= this.rest.length - most; length--) {
      try {
        return [decoder.decode(this.rest.subarray(0, length)), length];
      } catch {}
    }
    const expected = decoder.encoding === 'utf-8' ? 'UTF-8 or UTF-16' : 'UTF-16';
    throw this.refusal(this.validText(decoder.encoding), `expected ${expected} text: export with -Encoding UTF8`);
  }

  /** The characters before what is none: found byte by byte, since a decoder does not tell. */
  private validText(encoding: string) {
    const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
    let text = '';
    try {
      for (const byte of this.rest) text += decoder.decode(Uint8Array.of(byte), { stream: true });
    } catch {}
    return text;
  }

  private decoderOf(beginning: Uint8Array) {
    if (String.fromCharCode(...beginning.subarray(0, 4)) === 'ElfF') {
      throw this.refusal('', 'expected text, not an .evtx file: wevtutil qe FILE /lf:true /f:xml writes it as XML');
    }
    return new TextDecoder(encodingOf(beginning), { fatal: true, ignoreBOM: true });
  }

  private refusal(before: string, expected: string) {
    const bytes = this.decoder === null || this.decoder.encoding === 'utf-8' ? new TextEncoder().encode(before).length : before.length * 2;
    return new InputError(this.file, `offset ${this.offset + bytes}`, expected);
  }
}

const byteOrderMark = '\uFEFF';

/** By the byte order mark; without one, UTF-16 shows in the NUL bytes of its first two characters, which are ASCII in every format. */
function encodingOf([a = 1, b = 1, c = 1, d = 1]: Uint8Array) {
  if ((a === 0xff && b === 0xfe) || (a !== 0 && b === 0 && c !== 0 && d === 0)) return 'utf-16le';
  if ((a === 0xfe && b === 0xff) || (a === 0 && b !== 0 && c === 0 && d !== 0)) return 'utf-16be';
  return 'utf-8';
}
