/**
 * What Event Viewer copies as text: `Log Name:`, `Source:` and so on, `Description:` with its lines, and the event's XML if asked for.
 */
import { LineReader } from './line-reader.ts';

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

  protected override finish(): void {
    this.giveRead();
  }
}
