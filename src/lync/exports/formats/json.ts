/**
 * JSON as ConvertTo-Json writes it: an array of objects, one object without brackets, or objects one after another. Each
 * object is cut out of the text as it comes, and given to the platform's own parser, so that no file is ever held whole.
 */
import { parse } from '@humanwhocodes/momoa';
import {
  deepestItem, type ExportedObject, type ExportedValue, type FilePlace, FormatReader, isList, isObject, largestItem,
} from './exported.ts';

/** Reads JSON; see `FormatReader`. Of two members of one name the last counts, as PowerShell has it. */
export class JsonReader extends FormatReader {
  /** What of the present object came in earlier pieces. */
  private begun = '';
  private readonly open: string[] = [];
  private inText = false;
  private afterBackslash = false;
  private inArray = false;
  /** What may stand between objects now. */
  private next: 'value' | 'value or end' | 'comma or end' = 'value';
  private isEmpty = true;
  private line = 1;
  private column = 1;
  private start = { line: 1, column: 1 };

  override write(text: string): void {
    let from = 0;
    for (let at = 0; at < text.length; at++) {
      const character = text.charCodeAt(at);
      if (this.open.length === 0) {
        if (character === braceOpen) from = at;
        this.between(text[at]!);
      } else if (this.inText) {
        if (this.afterBackslash) this.afterBackslash = false;
        else if (character === backslash) this.afterBackslash = true;
        else if (character === quote) this.inText = false;
      } else if (character === quote) {
        this.inText = true;
      } else if (character === braceOpen || character === bracketOpen) {
        this.push(text[at]!);
      } else if ((character === braceClose || character === bracketClose) && this.pop(text[at]!)) {
        this.object(this.begun + text.slice(from, at + 1));
        this.begun = '';
      }
      if (character === lineFeed) this.line++;
      this.column = character === lineFeed ? 1 : this.column + 1;
    }
    if (this.open.length === 0) return;
    this.begun += text.slice(from);
    if (this.begun.length > largestItem) throw this.tooLarge();
  }

  override end(): void {
    if (this.open.length > 0 || this.inArray) throw this.refusal('expected more JSON, the text ends here');
    if (this.isEmpty) throw this.refusal('expected an object');
  }

  /** A character that stands outside the objects. */
  private between(character: string) {
    if (/[ \t\r\n]/.test(character)) return;
    if (character === '{' && this.next !== 'comma or end') {
      this.start = { line: this.line, column: this.column };
      this.push(character);
    } else if (character === '[' && this.isEmpty) {
      this.isEmpty = false;
      this.inArray = true;
      this.next = 'value or end';
    } else if (character === ',' && this.inArray && this.next === 'comma or end') {
      this.next = 'value';
    } else if (character === ']' && this.inArray && this.next !== 'value') {
      this.inArray = false;
      this.next = 'comma or end';
    } else {
      const expected = this.inArray ? 'an array of objects' : 'objects or one array of objects';
      throw this.refusal(`expected ${expected}, found ${JSON.stringify(character)}`);
    }
  }

  private push(character: string) {
    this.open.push(character);
    if (this.open.length > deepestItem) throw this.refusal('expected JSON that is not nested so deeply');
  }

  /** @returns whether that ends the object. A bracket of the wrong kind is for the parser to tell. */
  private pop(character: string) {
    const opened = this.open.pop();
    const closing = opened === '{' ? '}' : ']';
    if (character !== closing) throw this.refusal(`expected ${JSON.stringify(closing)}, found ${JSON.stringify(character)}`);
    return this.open.length === 0;
  }

  private object(text: string) {
    if (text.length > largestItem) throw this.tooLarge();
    const value = this.parsed(text);
    this.isEmpty = false;
    this.next = this.inArray ? 'comma or end' : 'value';
    const object = exportedObject(value, { file: this.file, line: this.start.line });
    for (const each of wrappedArray(object) ?? [object]) this.give(each, 'objects in JSON');
  }

  private parsed(text: string) {
    try {
      return JSON.parse(text) as Readonly<Record<string, unknown>>;
    } catch {
      throw this.error(this.placeOfError(text), 'expected JSON');
    }
  }

  /** The platform's parser tells no place: another one is asked. */
  private placeOfError(text: string) {
    let [line, column] = [1, 1];
    try {
      parse(text, { mode: 'json' });
    } catch (error) {
      ({ line = 1, column = 1 } = error as { readonly line?: number; readonly column?: number });
    }
    return `${this.start.line + line - 1}:${line === 1 ? this.start.column + column - 1 : column}`;
  }

  private tooLarge() {
    return this.error(`${this.start.line}:${this.start.column}`, `expected objects of at most ${largestItem} characters`);
  }

  private refusal(expected: string) {
    return this.error(`${this.line}:${this.column}`, expected);
  }
}

const [quote, backslash, lineFeed] = [0x22, 0x5c, 0x0a];
const [braceOpen, braceClose, bracketOpen, bracketClose] = [0x7b, 0x7d, 0x5b, 0x5d];

function exportedObject(value: Readonly<Record<string, unknown>>, place: FilePlace) {
  return { properties: new Map(Object.entries(value).map(([name, each]) => [name, exportedValue(each, place)])), place };
}

function exportedValue(value: unknown, place: FilePlace): ExportedValue {
  if (Array.isArray(value)) return value.map((each) => exportedValue(each, place));
  if (typeof value === 'object' && value !== null) return exportedObject(value as Readonly<Record<string, unknown>>, place);
  return value as null | boolean | number | string;
}

/** Windows PowerShell 5.1 writes some arrays as `{"value":[...],"Count":2}`: the objects in it, null where it is none. */
function wrappedArray({ properties }: ExportedObject) {
  const values = properties.get('value');
  if (properties.size !== 2 || !properties.has('Count') || !isList(values)) return null;
  return values.filter(isObject);
}
