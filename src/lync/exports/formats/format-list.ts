/**
 * Format-List text: blocks of `Name : value`, a blank line between the objects.
 */
import { LineReader } from './line-reader.ts';

/**
 * Reads Format-List text; see `FormatReader`. Collections stay `{a, b}`. An indented line goes on with the value above it, after a line
 * break: whether PowerShell broke it at the console's width or it was there, the text does not tell.
 */
export class FormatListReader extends LineReader {
  protected override readonly objects = 'objects';
  protected override readonly format = 'objects as Format-List text';
  private column = 0;
  private afterBlank = true;
  private isEmpty = true;

  protected override line(text: string, number: number): void {
    this.grow(text);
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
      this.property(name, column, text.slice(column + 1), number);
    } else {
      throw this.error(number, 'expected a line `Name : value`, one that is indented, or a blank one');
    }
  }

  protected override finish(): void {
    this.object();
    if (this.isEmpty) throw this.error(1, 'expected lines `Name : value`');
  }

  /** A blank line may stand within a value, too: the colons of an object are in one column, and none of its names comes twice. */
  private startsObject(name: string, column: number): boolean {
    return this.properties.has(name) || this.name === name || (this.afterBlank && column !== this.column);
  }

  private property(name: string, column: number, value: string, number: number): void {
    this.startProperty(name, value);
    if (this.properties.size === 0) {
      this.startLine = number;
      this.size = value.length;
    }
    this.column = column;
    this.afterBlank = false;
  }

  private object(): void {
    if (this.giveRead()) this.isEmpty = false;
  }
}
