/**
 * What an export file holds, whatever its format: objects of a Management Shell, events of an event log, or a topology document. Values
 * of properties are typed (JSON, CliXml), or the text that a shell shows (CSV, Format-List).
 */
import { InputError } from '../../../inputs/input-error.ts';

/** Where something stands in a file; lines count from 1. */
export interface FilePlace {
  readonly file: string; readonly line: number;
}

/** A value as an export shows it: formats without types (CSV, Format-List) give texts. */
export type ExportedValue = null | boolean | number | string | readonly ExportedValue[] | ExportedObject;

/** An object that a shell exported: its properties under the names that the export gives them. */
export interface ExportedObject {
  readonly properties: ReadonlyMap<string, ExportedValue>; readonly place: FilePlace;
}

export function isList(value: ExportedValue | undefined): value is readonly ExportedValue[] {
  return Array.isArray(value);
}

export function isObject(value: ExportedValue | undefined): value is ExportedObject {
  return typeof value === 'object' && value !== null && !isList(value);
}

/** An element of an XML document, read whole. Names are without their namespace prefix. */
export interface XmlElement {
  readonly name: string; readonly attributes: ReadonlyMap<string, string>; readonly children: XmlElement[];
  /** The text directly in the element, its pieces put together. */
  text: string;
  readonly place: FilePlace;
}

/** One `Event` element of an event log, as its texts, with its insertion strings in order; null for what it does not hold. */
export type ExportedEvent = { [part in EventPart]: string | null } & { readonly data: string[]; readonly place: FilePlace };

/** A text of an event; the message is there where the export was made with rendered texts. */
export type EventPart = 'provider' | 'id' | 'at' | 'recordId' | 'log' | 'computer' | 'message';

/** Takes what a file holds, one after the other. What there is no function for is refused as not what was expected. */
export interface ExportSink {
  /** One object of a CSV, JSON, Format-List or CliXml export, or of an event's details copied as text. */
  readonly object?: (object: ExportedObject) => void;
  /** One `Event` element of an event log. */
  readonly event?: (event: ExportedEvent) => void;
  /** The root element of a topology document (either form). */
  readonly topology?: (root: XmlElement) => void;
}

/** The property of that name, in whatever case; undefined where the object has none. */
export function property({ properties }: ExportedObject, name: string): ExportedValue | undefined {
  const exact = properties.get(name);
  if (exact !== undefined) return exact;
  const wanted = name.toLowerCase();
  for (const [key, value] of properties) if (key.toLowerCase() === wanted) return value;
  return undefined;
}

/** Whether the object has all of these properties, with a value or without one. */
export function has(object: ExportedObject, ...names: readonly string[]): boolean {
  return names.every((name) => property(object, name) !== undefined);
}

/** The text of the first of these properties that has one, without white space around it; null where none has. */
export function textOf(object: ExportedObject, ...names: readonly string[]): string | null {
  for (const name of names) {
    const text = valueText(property(object, name));
    if (text !== null) return text;
  }
  return null;
}

/** The number that a property holds, as a number or in digits; null for anything else. */
export function numberOf(object: ExportedObject, name: string): number | null {
  const text = textOf(object, name);
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : null;
}

/**
 * The texts of a collection, and whether they are all that there are; null where the property is missing, or holds only the name of the
 * collection's type.
 */
export function listOf(object: ExportedObject, name: string) {
  const value = property(object, name);
  if (value === undefined) return null;
  if (value === null) return { items: [], complete: true };
  if (isList(value)) return ofValues(value);
  if (typeof value !== 'object') return ofText(String(value).trim());
  // Windows PowerShell 5.1 writes some collections as an object with the list in it.
  const wrapped = property(value, 'value');
  return isList(wrapped) ? ofValues(wrapped) : ofValues([value]);
}

/** The name in a reference to an object of Active Directory: of a distinguished name the first part, else the text itself. */
export function referredName(text: string): string {
  const [, first] = /^CN=((?:[^,\\]|\\.)*)/i.exec(text) ?? [];
  return first === undefined ? text : first.replace(/\\(.)/g, '$1');
}

/** A value as a text; an object by what it calls itself, as enums and references of Active Directory do. */
export function valueText(value: ExportedValue | undefined): string | null {
  if (value === undefined || value === null || isList(value)) return null;
  if (typeof value === 'object') return textOf(value, 'ToString', 'Name', 'Fqdn', 'DistinguishedName', 'Value');
  return String(value).trim() || null;
}

function ofValues(values: readonly ExportedValue[]) {
  const items = values.map(valueText).filter((text) => text !== null);
  return { items, complete: items.length === values.length };
}

/** A collection as a shell shows it: `{a, b}`, cut off as `{a, b...}`, or its items with commas or semicolons between them. */
function ofText(text: string) {
  if (/^(?:System|Microsoft|Deserialized)\.[\w.]+(?:`\d+)?(?:\[.*\])?$/.test(text)) return null;
  const [, inner = text] = /^\{(.*)\}$/s.exec(text) ?? [];
  const whole = inner.replace(/(?:\.\.\.|\u2026)$/, '');
  // A shell breaks long lines where a blank stands.
  const line = whole.replace(/\s*\n\s*/g, ' ');
  // The commas within a distinguished name have no blank after them, and no CN follows a DC in one.
  const items = line.split(/CN=/i.test(line) ? /;\s*|,\s+|(?<=DC=[\w-]+),(?=CN=)/i : /[,;]\s*/);
  return { items: items.map((item) => item.trim()).filter((item) => item !== ''), complete: whole === inner };
}

/** Reads one format: takes the file's text in pieces of at most 64 Ki characters, and throws InputError for what is no such text. */
export abstract class FormatReader {
  protected readonly file: string;
  private readonly sink: ExportSink;

  constructor(file: string, sink: ExportSink) {
    this.file = file;
    this.sink = sink;
  }

  abstract write(text: string): void | Promise<void>;
  abstract end(): void | Promise<void>;

  /** @param format what the sink may have no function for. */
  protected give(object: ExportedObject, format: string): void {
    if (this.sink.object === undefined) throw this.error(object.place.line, `expected no ${format}`);
    this.sink.object(object);
  }

  protected error(place: number | string, expected: string): InputError {
    return new InputError(this.file, `${place}`, expected);
  }
}

/** No record, object or event of any format is nearly as large: what is, is no export, and must not fill the memory. In characters. */
export const largestItem = 1024 * 1024;

/** Nothing that is exported is nested nearly as deeply. */
export const deepestItem = 64;
