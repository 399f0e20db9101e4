/**
 * How a log shows one part. What an event tells of the part is a label; an event that was read in part stands for every label that it
 * may be. A field that could not be read is null.
 */
import { type Fields, isField, subjectField, subjectsIn, type Values } from '../fields.ts';
import type { System } from '../rules/system.ts';
import type { Field, ListField, Words } from '../specification.ts';
import type { Reading } from './track.ts';

/** What some events tell of a part, each as a label. */
export function labelsOf<W extends Words>(system: System<W>, events: readonly W['Event'][], part: string): readonly string[] {
  return events.flatMap((event) => {
    const told = system.told(event, part);
    return told === null ? [] : [JSON.stringify(told)];
  });
}

/** What a label tells: an event, without the name of the part. */
export function toldBy<Told>(label: string): Told {
  return JSON.parse(label) as Told;
}

/** The names that an event of a log gives, as far as they could be read. */
export function namesIn(system: System, event: object): readonly string[] {
  return subjectsIn(system.eventFields(event), event).filter((name) => name !== null);
}

/** Whether an event tells something of every part. */
export function isAboutAll(system: System, event: object): boolean {
  return subjectField(system.eventFields(event)) === null;
}

/** What events of a log tell of parts. Equal readings are one object: what a belief comes to is kept by them. */
export class Readings<W extends Words = any> {
  private readonly system: System<W>;
  private readonly told: readonly { readonly label: string; readonly name: W['EventName']; readonly values: Values }[];
  private readonly byEvent = new WeakMap<object, Map<string | null, Reading>>();
  private readonly known = new Map<string, Reading>();

  /** @param labels every label that there is. */
  constructor(system: System<W>, labels: Iterable<string>) {
    this.system = system;
    this.told = [...labels].map((label) => {
      const values = toldBy<Values & W['Event']>(label);
      return { label, name: system.rulebook.nameOf(values), values };
    });
  }

  /** What an event tells of the part of that name; of one that no event names, for null. */
  of(event: object, part: string | null): Reading {
    const byPart = this.byEvent.get(event) ?? new Map<string | null, Reading>();
    this.byEvent.set(event, byPart);
    let reading = byPart.get(part);
    if (reading === undefined) byPart.set(part, (reading = this.read(event as Values, part)));
    return reading;
  }

  private read(event: Values, part: string | null): Reading {
    const fields = this.system.eventFields(event);
    const subject = subjectField(fields);
    const name = subject === null ? part : event[subject];
    const labels = name === null || name === part ? this.fitting(fields, event, part) : [];
    const other = subject !== null && (name === null || name !== part);
    const key = `${labels.join()} ${other}`;
    let reading = this.known.get(key);
    if (reading === undefined) this.known.set(key, (reading = { labels: new Set(labels), other }));
    return reading;
  }

  private fitting(fields: Fields, event: Values, part: string | null): readonly string[] {
    const heard = Object.entries(fields).map(([name, field]) => {
      const value = event[name];
      return { name, field, value: field.is === 'list' ? heardInList(field, value as Items | null, part) : value };
    });
    const kind = this.system.rulebook.nameOf(event);
    return this.told
      .filter((told) => told.name === kind && heard.every(({ name, field, value }) => fits(field, value, told.values[name])))
      .map(({ label }) => label);
  }
}

type Items = readonly unknown[];

/** What a list says of a part, each thing once; null where the part may be one of those whose names could not be read. */
function heardInList({ of }: ListField, items: Items | null, part: string | null): Items | null {
  const subject = isField(of) ? null : subjectField(of);
  if (items === null || (isField(of) ? of.is !== 'subject' : subject === null)) return items;
  const named = items.map((item) => ({ name: subject === null ? item : (item as Values)[subject], item }));
  const own = named.filter(({ name }) => name !== null && name === part).map(({ item }) => item);
  if (own.length === 0 && named.some(({ name }) => name === null)) return null;
  return [...new Map(own.map((item) => [JSON.stringify(item), item])).values()];
}

/** Whether what was read may be what is told; of a part, the name is left out. */
function fits(field: Field, read: unknown, told: unknown): boolean {
  if (read === null || field.is === 'subject') return true;
  if (field.is !== 'list') return read === told;
  const items = told as Items;
  return (read as Items).length === items.length && (read as Items).every((item, index) => fitsItem(field.of, item, items[index]));
}

function fitsItem(of: ListField['of'], read: unknown, told: unknown): boolean {
  if (isField(of)) return fits(of, read, told);
  return Object.entries(of).every(([name, field]) => fits(field, (read as Values)[name], (told as Values)[name]));
}
