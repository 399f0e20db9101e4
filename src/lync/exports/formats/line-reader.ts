/**
 * Reading line by line, for the formats in which lines mean something.
 */
import { InputError } from '../../../inputs/input-error.ts';
import { largestItem } from './exported.ts';
import type { FormatReader } from './exported.ts';

/** Cuts a text that comes in pieces into lines, whichever way they end. */
export abstract class LineReader implements FormatReader {
  protected readonly file: string;
  private begun = '';
  private number = 0;

  constructor(file: string) {
    this.file = file;
  }

  /** Takes a line, without its end; the first is number 1. */
  protected abstract line(text: string, number: number): void;

  /** Called after the last line. */
  protected abstract finish(): void;

  write(text: string): void {
    // A carriage return at the very end waits for the line feed that may follow.
    const lines = (this.begun + text).split(/\r\n|\n|\r(?!$)/);
    this.begun = lines.pop()!;
    for (const each of lines) this.line(each, ++this.number);
    if (this.begun.length > largestItem) {
      throw new InputError(this.file, `${this.number + 1}`, `expected lines of at most ${largestItem} characters`);
    }
  }

  end(): void {
    if (this.begun !== '') this.line(this.begun.replace(/\r$/, ''), ++this.number);
    this.finish();
  }
}
