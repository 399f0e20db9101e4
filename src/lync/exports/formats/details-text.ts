/**
 * What Event Viewer copies as text: `Log Name:`, `Source:` and so on, `Description:` with its lines, and the event's XML if asked for.
 */
import { InputError } from '../../../inputs/input-error.ts';
import { LineReader } from './line-reader.ts';
import { largestItem } from './exported.ts';
import type { ExportedValue, ExportSink } from './exported.ts';

/** Reads events copied as text, one object each, its properties named as the lines are; see `FormatReader`. All values are texts. */
export class DetailsReader extends LineReader {
  private readonly sink: ExportSink;
  private properties = new Map<string, ExportedValue>();
  private name: string | null = null;
  private value: string[] = [];
  private size = 0;
  private startLine = 1;

  constructor(file: string, sink: ExportSink) {
    super(file);
    this.sink = sink;
  }

  protected override line(text: string, number: number): void {
    const begins = /^Log Name: /.test(text);
    if (begins) this.event(number);
    this.size += text.length + 1;
    if (this.size > largestItem) {
      throw new InputError(this.file, `${this.startLine}`, `expected events of at most ${largestItem} characters`);
    }
    const inText = this.name === 'Description' || this.name === 'Event Xml';
    const [, name, value] = (inText ? /^(Event Xml):(.*)$/ : /^([A-Z][\w ]*):(.*)$/).exec(text) ?? [];
    if (name !== undefined) {
      this.closeProperty();
      this.name = name;
      this.value = [value!.trim()];
    } else if (inText) {
      this.value.push(text);
    } else if (text.trim() !== '') {
      const expected = 'expected a line such as `Source: LS Protocol Stack`, as Event Viewer copies the details of an event';
      throw new InputError(this.file, `${number}`, expected);
    }
  }

  protected override finish(): void {
    this.event(0);
  }

  private closeProperty(): void {
    if (this.name !== null) this.properties.set(this.name, this.value.join('\n').trim());
    this.name = null;
  }

  /** Gives on the event that has been read, and starts the next. */
  private event(nextLine: number): void {
    this.closeProperty();
    const { properties, startLine } = this;
    this.properties = new Map();
    this.startLine = nextLine;
    this.size = 0;
    if (properties.size === 0) return;
    if (this.sink.object === undefined) throw new InputError(this.file, `${startLine}`, 'expected no details of events');
    this.sink.object({ properties, place: { file: this.file, line: startLine } });
  }
}
