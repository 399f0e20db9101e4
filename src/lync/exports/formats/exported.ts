/**
 * What an export file holds, whatever its format: objects of a Management Shell, events of an event log, or a topology document.
 */

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
  readonly name: string; readonly attributes: ReadonlyMap<string, string>; readonly children: readonly XmlElement[];
  /** The text directly in the element, its pieces put together. */
  readonly text: string;
  readonly place: FilePlace;
}

/** One `Event` element of an event log, as its texts; null for what it does not hold. */
export type ExportedEvent = { readonly [part in EventPart]: string | null } & {
  /** The insertion strings, in order. */
  readonly data: readonly string[];
  readonly place: FilePlace;
};

/** A text of an event; the message is there where the export was made with rendered texts. */
export type EventPart = 'provider' | 'eventId' | 'systemTime' | 'recordId' | 'channel' | 'computer' | 'message';

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
