/**
 * Format-List text: blocks of `Name : value`, a blank line between the objects.
 */
import { InputError } from '../../../inputs/input-error.ts';
import { LineReader } from './line-reader.ts';
import { largestItem } from './exported.ts';
import type { ExportedValue, ExportSink } from './exported.ts';

/**
 * Reads Format-List text; see `FormatReader`. All values are texts: collections stay `{a, b}`. An indented line goes on with the
 * value above it, after a line break: whether PowerShell broke it at the console's width or it was there, the text does not tell.
 */
export class FormatListReader extends LineReader {
  private readonly sink: ExportSink;
  private properties = new Map<string, ExportedValue>();
  private name: string | null = null;
  private value: string[] = [];
  private size = 0;
  private startLine = 0;
  private column = 0;
  private afterBlank = true;
  private objects = 0;

  constructor(file: string, sink: ExportSink) {
    super(file);
    this.sink = sink;
  }

  protected override line(text: string, number: number): void {
    this.size += text.length + 1;
    if (this.size > largestItem) {
      throw new InputError(this.file, `${this.startLine}`, `expected objects of at most ${largestItem} characters`);
    }
    const column = text.indexOf(':');
    if (text.trim() === '') {
      if (this.name !== null) this.value.push('');
      this.afterBlank = true;
    } else if (/^\s/.test(text) && this.name !== null) {
      this.value.push(text.trim());
      this.afterBlank = false;
    } else if (this.afterBlank && /^PS [^>]*>/.test(text)) {
      // A prompt: what a console showed was copied whole.
      this.object();
    } else if (column > 1 && /^\S/.test(text) && /\s/.test(text[column - 1]!)) {
      const name = text.slice(0, column).trimEnd();
      if (this.startsObject(name, column)) this.object();
      this.column = column;
      this.property(name, text.slice(column + 1), number);
    } else {
      throw new InputError(this.file, `${number}`, 'expected a line `Name : value`, one that is indented, or a blank one');
    }
  }

  protected override finish(): void {
    this.object();
    if (this.objects === 0) throw new InputError(this.file, '1', 'expected lines `Name : value`');
  }

  /** A blank line may stand within a value, too: the colons of an object are in one column, and none of its names comes twice. */
  private startsObject(name: string, column: number): boolean {
    return this.properties.has(name) || this.name === name || (this.afterBlank && column !== this.column);
  }

  private property(name: string, value: string, number: number): void {
    this.closeProperty();
    if (this.properties.size === 0) {
      this.startLine = number;
      this.size = value.length;
    }
    this.name = name;
    this.value = [value.trim()];
    this.afterBlank = false;
  }

  private closeProperty(): void {
    if (this.name !== null) this.properties.set(this.name, this.value.join('\n').trimEnd());
    this.name = null;
  }

  private object(): void {
    this.closeProperty();
    if (this.properties.size === 0) return;
    const { properties } = this;
    this.properties = new Map();
    this.objects++;
    if (this.sink.object === undefined) throw new InputError(this.file, `${this.startLine}`, 'expected no objects as Format-List text');
    this.sink.object({ properties, place: { file: this.file, line: this.startLine } });
  }
}
