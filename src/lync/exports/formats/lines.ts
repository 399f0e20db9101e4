/**
 * The formats in which lines mean something: Format-List text, blocks of `Name : value` with a blank line between the objects; and what
 * Event Viewer copies as text, `Log Name:`, `Source:` and so on, `Description:` with its lines, and the event's XML if asked for.
 */
import { FormatReader, largestItem } from './exported.ts';

/**
 * Cuts a text that comes in pieces into lines, whichever way they end, and keeps the object that lines are read into. All values are
 * texts.
 */
abstract class LineReader extends FormatReader {
  protected properties = new Map<string, string>();
  /** The property that lines go on with; null between two. */
  protected name: string | null = null;
  protected value: string[] = [];
  /** Of the object so far. */
  protected size = 0;
  protected startLine = 1;
  /** So many objects have been given on. */
  protected given = 0;
  private begun = '';
  private number = 0;

  /** What the objects are called where they are too large, and the format where there should be none. */
  protected abstract readonly objects: string;
  protected abstract readonly format: string;

  /** Takes a line, without its end; the first is number 1. */
  protected abstract line(text: string, number: number): void;

  override write(text: string): void {
    // A carriage return at the very end waits for the line feed that may follow.
    const lines = (this.begun + text).split(/\r\n|\n|\r(?!$)/);
    this.begun = lines.pop()!;
    for (const each of lines) this.line(each, ++this.number);
    if (this.begun.length > largestItem) throw this.tooLarge('lines', this.number + 1);
  }

  override end(): void {
    if (this.begun !== '') this.line(this.begun.replace(/\r$/, ''), ++this.number);
    this.giveRead();
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

  private closeProperty() {
    if (this.name !== null) this.properties.set(this.name, this.value.join('\n').trim());
    this.name = null;
  }

  /** Gives on the object that has been read, if there is one. */
  protected giveRead(): void {
    this.closeProperty();
    const { properties, startLine: line } = this;
    if (properties.size === 0) return;
    this.properties = new Map();
    this.given++;
    this.give({ properties, place: { file: this.file, line } }, this.format);
  }

  private tooLarge(what: string, line: number) {
    return this.error(line, `expected ${what} of at most ${largestItem} characters`);
  }
}

/**
 * Reads Format-List text; see `FormatReader`. Collections stay `{a, b}`. An indented line goes on with the value above it, after a line
 * break: whether PowerShell broke it at the console's width or it was there, the text does not tell.
 */
export class FormatListReader extends LineReader {
  protected override readonly objects = 'objects';
  protected override readonly format = 'objects as Format-List text';
  private column = 0;
  private afterBlank = true;

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
      this.giveRead();
    } else if (column > 1 && /^\S/.test(text) && /\s/.test(text[column - 1]!)) {
      const name = text.slice(0, column).trimEnd();
      if (this.startsObject(name, column)) this.giveRead();
      this.property(name, column, text.slice(column + 1), number);
    } else {
      throw this.error(number, 'expected a line `Name : value`, one that is indented, or a blank one');
    }
  }

  override end(): void {
    super.end();
    if (this.given === 0) throw this.error(1, 'expected lines `Name : value`');
  }

  /** A blank line may stand within a value, too: the colons of an object are in one column, and none of its names comes twice. */
  private startsObject(name: string, column: number) {
    return this.properties.has(name) || this.name === name || (this.afterBlank && column !== this.column);
  }

  private property(name: string, column: number, value: string, number: number) {
    this.startProperty(name, value);
    if (this.properties.size === 0) {
      this.startLine = number;
      this.size = value.length;
    }
    this.column = column;
    this.afterBlank = false;
  }
}

/** Reads events copied as text, one object each, its properties named as the lines are; see `FormatReader`. */
export class DetailsReader extends LineReader {
  protected override readonly objects = 'events';
  protected override readonly format = 'details of events';

  protected override line(text: string, number: number): void {
    if (/^Log Name: /.test(text)) {
      this.giveRead();
      this.startLine = number;
      this.size = 0;
    }
    this.grow(text);
    const inText = this.name === 'Description' || this.name === 'Event Xml';
    const [, name, value] = (inText ? /^(Event Xml):(.*)$/ : /^([A-Z][\w ]*):(.*)$/).exec(text) ?? [];
    if (name !== undefined) this.startProperty(name, value!);
    else if (inText) this.value.push(text);
    else if (text.trim() !== '') {
      const expected = 'expected a line such as `Source: LS Protocol Stack`, as Event Viewer copies the details of an event';
      throw this.error(number, expected);
    }
  }
}
