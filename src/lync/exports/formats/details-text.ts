/**
 * What Event Viewer copies as text: `Log Name:`, `Source:` and so on, `Description:` with its lines, and the event's XML if asked for.
 */
import { InputError } from '../../../inputs/input-error.ts';
import { LineReader } from './line-reader.ts';
import type { ExportSink } from './exported.ts';

/** Reads events copied as text, one object each, its properties named as the lines are; see `FormatReader`. */
export class DetailsReader extends LineReader {
  constructor(file: string, sink: ExportSink) {
    super(file, sink, 'events', 'details of events');
  }

  protected override line(text: string, number: number): void {
    if (/^Log Name: /.test(text)) {
      this.give();
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
      throw new InputError(this.file, `${number}`, expected);
    }
  }

  protected override finish(): void {
    this.give();
  }
}
