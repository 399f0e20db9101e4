/**
 * An event of a log, whichever export it comes from; and its time: in full as XML and JSON have it, or in the numeric forms of the
 * languages that Windows speaks.
 */
import { InputError } from '../../../inputs/input-error.ts';
import {
  type ExportedEvent, type ExportedObject, type ExportedValue, isList, isObject, property, textOf, valueText,
} from '../formats/exported.ts';
import { XmlReader } from '../formats/xml.ts';

/** An event as its export shows it, its time as the export writes it; null, or no insertion string, for what it does not say. */
export interface EventRecord extends Readonly<Omit<ExportedEvent, 'id' | 'recordId' | 'data'>> {
  readonly id: number | null; readonly recordId: number | null; readonly data: readonly string[];
  /** Which way exports of its kind go when nothing in them tells: 1 from the oldest event on, -1 from the newest. */
  readonly usual: 1 | -1;
}

/** An event as an event log's XML has it. */
export function recordFromXml(event: ExportedEvent): EventRecord {
  return { ...event, id: whole(event.id), at: timeIn(event.at), recordId: whole(event.recordId), usual: 1 };
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
function dataOf(value: ExportedValue | undefined) {
  // Windows PowerShell shows what is nested too deeply for it by its type.
  if (isList(value) && value.some((each) => typeof each === 'string' && /^System\.\w+\./.test(each))) return null;
  if (isList(value)) return value.map((each) => (isObject(each) ? textOf(each, 'Value') : valueText(each)) ?? '');
  const [, items] = (typeof value === 'string' ? /^\{(.*)\}$/s.exec(value.trim()) : null) ?? [];
  // PowerShell ends a collection of over four with dots, and shows objects by their type.
  if (items === undefined || /(?:\.\.\.|\u2026)$/.test(items) || /\bSystem\.[A-Z]/.test(items)) return null;
  return items.split(/,\s+/);
}

/** What is longer than any time is none. */
function timeIn(text: string | null) {
  return text === null || text.length > 100 ? null : text;
}

function whole(text: string | null) {
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

/** When an event was logged, in milliseconds from 1970 on; a local time counts as if it were UTC. NaN where it cannot be read. */
export interface Time {
  readonly monthFirst: number;
  /** The same as `monthFirst` where the text tells day and month apart. NaN where the one can only be the other. */
  readonly dayFirst: number;
  /** Whether the text says it in full, zone included. */
  readonly full: boolean;
}

/** Reads a time: ISO 8601, `/Date(ms)/`, or day, month and year as numbers and a time of day. */
export function readTime(text: string): Time {
  const date = /^\/Date\((-?\d{1,15})(?:[+-]\d{4})?\)\/$/.exec(text);
  if (date !== null) return one(Number(date[1]), true);
  const iso = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?\s*(Z|[+-]\d\d:?\d\d)?$/.exec(text);
  if (iso !== null) {
    const [, year, month, day, hour, minute, second = '0', fraction = '', zone] = iso;
    const ofDay = [Number(hour), Number(minute), Number(second), thousandths(fraction)] as const;
    const local = milliseconds(Number(year), Number(month), Number(day), ofDay);
    return one(local - zoneOf(zone), zone !== undefined);
  }
  return readLocal(text);
}

/** When an event was logged, as LoggedEvent has it. */
export function shownTime(at: string): string {
  const { monthFirst, full } = readTime(at);
  return full ? new Date(monthFirst).toISOString() : copied(at);
}

type TimeOfDay = readonly [hour: number, minute: number, second: number, millisecond: number];

const unread: Time = { monthFirst: Number.NaN, dayFirst: Number.NaN, full: false };

function one(time: number, full: boolean) {
  return time >= earliest && time <= latest ? { monthFirst: time, dayFirst: time, full } : unread;
}

/** The years 0 to 9999, which four digits can say. */
const [earliest, latest] = [-62_167_219_200_000, 253_402_300_799_999];

/** Three numbers, parted alike, and a time of day: which number is the year shows, which the day may not. */
function readLocal(text: string) {
  const [, first, sign, second, third, ofDay] = /^(\d{1,4})([/.-]) ?(\d{1,2})\2 ?(\d{2,4})\.?,?\s+(\S.*)$/.exec(text) ?? [];
  const time = ofDay === undefined ? null : readTimeOfDay(ofDay);
  if (time === null) return unread;
  const [a, b, c] = [Number(first), Number(second), Number(third)];
  if (first!.length > 2) return one(milliseconds(a, b, c, time), false);
  const year = third!.length === 4 ? c : 2000 + c;
  const dayFirst = milliseconds(year, b, a, time);
  // No language writes the month first and parts it by dots.
  return { monthFirst: sign === '.' ? dayFirst : milliseconds(year, a, b, time), dayFirst, full: false };
}

function readTimeOfDay(text: string): TimeOfDay | null {
  const form = /^(\d{1,2})[:.](\d\d)(?:[:.](\d\d)(?:[.,](\d{1,9}))?)?(?:\s*([ap])\.?\s?m\.?)?$/i;
  const [, hour, minute, second = '0', fraction = '', half = ''] = form.exec(text) ?? [];
  if (hour === undefined) return null;
  const twelve = Number(hour) % 12;
  const ofDay = half === '' ? Number(hour) : half.toLowerCase() === 'p' ? twelve + 12 : twelve;
  return [ofDay, Number(minute), Number(second), thousandths(fraction)];
}

function thousandths(fraction: string) {
  return Number(fraction.padEnd(3, '0').slice(0, 3));
}

function zoneOf(zone: string | undefined) {
  if (zone === undefined || zone === 'Z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return (zone.startsWith('-') ? -minutes : minutes) * 60_000;
}

/** NaN for a day or a time that there is not. */
function milliseconds(year: number, month: number, day: number, [hour, minute, second, millisecond]: TimeOfDay) {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day || hour > 23 || minute > 59 || second > 59) return Number.NaN;
  return date.setUTCHours(hour, minute, second, millisecond);
}
