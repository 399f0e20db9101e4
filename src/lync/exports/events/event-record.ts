/**
 * An event of a log, whichever export it comes from.
 */
import { InputError } from '../../../inputs/input-error.ts';
import {
  type ExportedEvent, type ExportedObject, type ExportedValue, type FilePlace, isList, isObject, property, textOf, valueText,
} from '../formats/exported.ts';
import { XmlReader } from '../formats/xml.ts';

/** An event as its export shows it; null for what it does not say. */
export interface EventRecord {
  readonly provider: string | null; readonly id: number | null;
  /** When it was logged, as the export writes it. */
  readonly at: string | null;
  readonly recordId: number | null; readonly computer: string | null; readonly log: string | null;
  /** The insertion strings, in order; none where the export leaves them out. */
  readonly data: readonly string[];
  readonly message: string | null;
  /** Which way exports of its kind go when nothing in them tells: 1 from the oldest event on, -1 from the newest. */
  readonly usual: 1 | -1;
  readonly place: FilePlace;
}

/** An event as an event log's XML has it. */
export function recordFromXml(event: ExportedEvent): EventRecord {
  const { provider, eventId, systemTime, channel: log, computer, data, message, place } = event;
  const [id, recordId] = [whole(eventId), whole(event.recordId)];
  return { provider, id, at: timeIn(systemTime), recordId, computer, log, data, message, usual: 1, place };
}

/** An object of Get-WinEvent or Get-EventLog, a row of Event Viewer's CSV, or an event's details as text; null for what is none. */
export function recordFromObject(object: ExportedObject): EventRecord | null {
  const xml = property(object, 'Event Xml');
  const copied = typeof xml === 'string' ? eventIn(xml) : null;
  if (copied !== null) {
    const message = copied.message ?? textOf(object, ...messageNames);
    return { ...recordFromXml(copied), message, usual: -1, place: object.place };
  }
  const id = whole(textOf(object, 'EventID', 'Id', 'Event ID'));
  const instance = whole(textOf(object, 'InstanceId'));
  if (id === null && instance === null) return recordFromViewer(object);
  return {
    provider: textOf(object, 'ProviderName', 'Source', 'Provider'),
    // The high half of an instance's number holds its severity.
    id: id ?? instance! % 0x10000,
    at: timeIn(textOf(object, 'TimeCreated', 'TimeGenerated', 'Date and Time', 'Date', 'TimeWritten')),
    recordId: whole(textOf(object, 'RecordId', 'EventRecordID', 'Index')),
    computer: textOf(object, 'MachineName', 'Computer', 'ComputerName'),
    log: textOf(object, 'LogName', 'Log Name', 'Channel', 'Log'),
    data: dataOf(property(object, 'Properties')) ?? dataOf(property(object, 'ReplacementStrings')) ?? [],
    message: textOf(object, ...messageNames),
    usual: -1,
    place: object.place,
  };
}

/** A row of Event Viewer's CSV, whose header is in the user's language: level, time, source, number, category, and the message. */
function recordFromViewer({ properties, place }: ExportedObject): EventRecord | null {
  const [, at = null, provider = null, number = null, , message = null] = [...properties.values()].map(valueText);
  const id = whole(number);
  if (properties.size !== 6 || !properties.has('Message') || id === null) return null;
  return { provider, id, at: timeIn(at), recordId: null, computer: null, log: null, data: [], message, usual: -1, place };
}

/** The event in what Event Viewer copied as XML beside the details; null where it was not copied whole. */
function eventIn(xml: string): ExportedEvent | null {
  let found: ExportedEvent | null = null;
  const reader = new XmlReader('', { event: (event) => (found ??= event) });
  try {
    reader.write(xml);
    reader.end();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return null;
  }
  return found;
}

const messageNames = ['Message', 'Description'];

/** Insertion strings: a list of texts or of objects with a `Value`, or a text such as `{a, b}`; null where they are not all there. */
function dataOf(value: ExportedValue | undefined): readonly string[] | null {
  // Windows PowerShell shows what is nested too deeply for it by its type.
  if (isList(value) && value.some((each) => typeof each === 'string' && /^System\.\w+\./.test(each))) return null;
  if (isList(value)) return value.map((each) => (isObject(each) ? textOf(each, 'Value') : valueText(each)) ?? '');
  const [, items] = (typeof value === 'string' ? /^\{(.*)\}$/s.exec(value.trim()) : null) ?? [];
  // PowerShell ends a collection of over four with dots, and shows objects by their type.
  if (items === undefined || /(?:\.\.\.|\u2026)$/.test(items) || /\bSystem\.[A-Z]/.test(items)) return null;
  return items.split(/,\s+/);
}

/** What is longer than any time is none. */
function timeIn(text: string | null): string | null {
  return text === null || text.length > 100 ? null : text;
}

function whole(text: string | null): number | null {
  return text !== null && /^\s*\d{1,15}\s*$/.test(text) ? Number(text) : null;
}

/** A text that stands for itself: one that was cut out of a larger one, as parsers cut them, keeps all of that in memory. */
export function copied<T extends string | null>(text: T): T {
  return (text === null ? null : ` ${text}`.slice(1)) as T;
}

/** The one spelling of the computer that wrote an event; null where none is named. It compares as server names do (F1). */
export function computerName(computer: string | null): string | null {
  return computer?.toLowerCase().replace(/\.$/, '') ?? null;
}
