/**
 * The times of events: in full as XML and JSON have them, or in the numeric forms of the languages that Windows speaks.
 */
import { copied } from './event-record.ts';

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

function one(time: number, full: boolean): Time {
  return time >= earliest && time <= latest ? { monthFirst: time, dayFirst: time, full } : unread;
}

/** The years 0 to 9999, which four digits can say. */
const [earliest, latest] = [-62_167_219_200_000, 253_402_300_799_999];

/** Three numbers, parted alike, and a time of day: which number is the year shows, which the day may not. */
function readLocal(text: string): Time {
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

function thousandths(fraction: string): number {
  return Number(fraction.padEnd(3, '0').slice(0, 3));
}

function zoneOf(zone: string | undefined): number {
  if (zone === undefined || zone === 'Z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return (zone.startsWith('-') ? -minutes : minutes) * 60_000;
}

/** NaN for a day or a time that there is not. */
function milliseconds(year: number, month: number, day: number, [hour, minute, second, millisecond]: TimeOfDay): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day || hour > 23 || minute > 59 || second > 59) return Number.NaN;
  return date.setUTCHours(hour, minute, second, millisecond);
}
