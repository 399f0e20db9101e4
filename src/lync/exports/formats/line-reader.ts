/**
 * Reading line by line, for the formats in which lines mean something.
 */
import { FormatReader, largestItem } from './format-reader.ts';
import type { InputError } from '../../../inputs/input-error.ts';

/**
 * Cuts a text that comes in pieces into lines, whichever way they end, and keeps the object that lines are read into. All values are
 * texts.
 */
export abstract class LineReader extends FormatReader {
  protected properties = new Map<string, string>();
  /** The property that lines go on with; null between two. */
  protected name: string | null = null;
  protected value: string[] = [];
  /** Of the object so far. */
  protected size = 0;
  protected startLine = 1;
  private begun = '';
  private number = 0;

  /** What the objects are called where they are too large, and the format where there should be none. */
  protected abstract readonly objects: string;
  protected abstract readonly format: string;

  /** Takes a line, without its end; the first is number 1. */
  protected abstract line(text: string, number: number): void;

  /** Called after the last line. */
  protected abstract finish(): void;

  override write(text: string): void {
    // A carriage return at the very end waits for the line feed that may follow.
    const lines = (this.begun + text).split(/\r\n|\n|\r(?!$)/);
    this.begun = lines.pop()!;
    for (const each of lines) this.line(each, ++this.number);
    if (this.begun.length > largestItem) throw this.tooLarge('lines', this.number + 1);
  }

  override end(): void {
    if (this.begun !== '') this.line(this.begun.replace(/\r$/, ''), ++this.number);
    this.finish();
  }

  /** @throws InputError for an object that is larger than any. */
  protected grow(text: string): void {
    this.size += text.length + 1;
    if (this.size > largestItem) throw this.tooLarge(this.objects, this.startLine);
  }

  protected startProperty(name: string, value: string): void {
    this.closeProperty();
    this.name = name;
    this.value = [value.trim()];
  }

  private closeProperty(): void {
    if (this.name !== null) this.properties.set(this.name, this.value.join('\n').trim());
    this.name = null;
  }

  /** Gives on the object that has been read; false where there is none. */
  protected giveRead(): boolean {
    this.closeProperty();
    const { properties, startLine: line } = this;
    if (properties.size === 0) return false;
    this.properties = new Map();
    this.give({ properties, place: { file: this.file, line } }, this.format);
    return true;
  }

  private tooLarge(what: string, line: number): InputError {
    return this.error(line, `expected ${what} of at most ${largestItem} characters`);
  }
}
