/**
 * CSV as Export-Csv and Event Viewer write it.
 */
import { type CsvError, parse, type Parser } from 'csv-parse/browser/esm';
import { FormatReader, largestItem } from './exported.ts';

/**
 * Reads CSV; see `FormatReader`. The first line names the columns, after a `#TYPE` line if there is one; they are parted by commas,
 * semicolons or tabs. One column beyond the header is the message, as in Event Viewer's exports, whose header leaves it out.
 */
export class CsvReader extends FormatReader {
  /** Made of the first piece, whose header tells the delimiter. */
  private parser: Parser | null = null;
  private header: readonly string[] | null = null;
  /** The line on which the next record begins; the parser's own count takes a line end within quotes for two. */
  private line = 1;
  private found: (readonly string[])[] = [];
  private failure: Error | null = null;
  private settled = () => {};

  override write(text: string): Promise<void> {
    return this.parser === null ? this.begin(text) : this.feed(text);
  }

  override async end(): Promise<void> {
    await this.settle((parser) => parser.end());
    if (this.header === null) throw this.error(1, 'expected a header that names the columns');
  }

  /** Starts at the header, after blank lines and `#TYPE ...`. */
  private begin(beginning: string) {
    const [skipped] = /^\s*(?:#TYPE .*\s*)?/.exec(beginning)!;
    this.line += lineEnds(skipped);
    const text = beginning.slice(skipped.length);
    const parser = parse({
      delimiter: delimiterOf(text),
      record_delimiter: ['\r\n', '\n'],
      max_record_size: largestItem,
      relax_column_count: true,
      on_record: (cells: readonly string[]) => {
        this.found.push(cells);
        return null;
      },
    });
    parser.on('error', (error) => {
      this.failure ??= error;
      this.settled();
    });
    parser.on('end', () => this.settled());
    parser.resume();
    this.parser = parser;
    return this.feed(text);
  }

  private feed(text: string) {
    return this.settle((parser) => parser.write(text, () => this.settled()));
  }

  /** The parser tells later what it met: waits for that, then gives on the records that it has found. */
  private async settle(act: (parser: Parser) => void) {
    await new Promise<void>((resolve) => {
      this.settled = resolve;
      act(this.parser!);
    });
    const { found } = this;
    this.found = [];
    for (const cells of found) {
      this.record(cells, this.line);
      this.line += 1 + cells.reduce((sum, cell) => sum + lineEnds(cell), 0);
    }
    if (this.failure !== null) throw this.error(this.line, reasons[(this.failure as CsvError).code] ?? 'expected CSV');
  }

  private record(cells: readonly string[], line: number) {
    if (cells.length === 1 && cells[0] === '') return;
    if (this.header === null) {
      this.header = cells.at(-1) === '' ? cells.slice(0, -1) : cells;
      return;
    }
    const columns = cells.length === this.header.length + 1 ? [...this.header, 'Message'] : this.header;
    const expected = `expected ${columns.length} columns, as in the header, found ${cells.length}`;
    if (cells.length !== columns.length) throw this.error(line, expected);
    const properties = new Map(columns.map((name, index) => [name, cells[index]!]));
    this.give({ properties, place: { file: this.file, line } }, 'objects as CSV');
  }
}

const reasons: Readonly<Record<string, string>> = {
  CSV_MAX_RECORD_SIZE: `expected rows of at most ${largestItem} characters`,
  CSV_QUOTE_NOT_CLOSED: 'expected a closing quote, the text ends in a quoted cell',
  CSV_INVALID_CLOSING_QUOTE: 'expected a delimiter or a line end after a closing quote',
  INVALID_OPENING_QUOTE: 'expected a quote only at the beginning of a cell, or doubled in a quoted one',
};

/** What parts the names in the header: the first of the three that stands outside its quotes. */
function delimiterOf(text: string) {
  const [line] = /^.*/.exec(text)!;
  return /[,;\t]/.exec(line.replace(/"[^"]*"/g, ''))?.[0] ?? ',';
}

function lineEnds(text: string) {
  return text.split('\n').length - 1;
}
