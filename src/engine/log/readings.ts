/**
 * How a log shows one part. What an event tells of the part is a label; an event that was read in part stands for every label that it
 * may be. A field that could not be read is null.
 */
import { type Fields, isField, subjectField, subjectsIn, type Values } from '../fields.ts';
import { kept } from '../kept.ts';
import type { System } from '../rules/system.ts';
import type { Field, ListField, Words } from '../specification.ts';
import type { Reading } from './track.ts';

/** What some events tell of a part, each as a label. */
export function labelsOf<W extends Words>(system: System<W>, events: readonly W['Event'][], part: string): readonly string[] {
  return events.map((event) => system.told(event, part)).filter((told) => told !== null).map((told) => JSON.stringify(told));
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
export class Readings {
  private readonly system: System;
  private readonly told: readonly { readonly label: string; readonly name: string; readonly values: Values }[];
  private readonly byEvent = new WeakMap<object, Map<string | null, Reading>>();
  private readonly known = new Map<string, Reading>();

  /** @param labels every label that there is. */
  constructor(system: System, labels: Iterable<string>) {
    this.system = system;
    const told = [...labels].map((label) => ({ label, values: toldBy<Values>(label) }));
    this.told = told.map((each) => ({ ...each, name: system.rulebook.nameOf(each.values) }));
  }

  /** What an event tells of the part of that name; of one that no event names, for null. */
  of(event: object, part: string | null): Reading {
    return kept(kept(this.byEvent, event, () => new Map()), part, () => this.read(event as Values, part));
  }

  private read(event: Values, part: string | null) {
    const fields = this.system.eventFields(event);
    const subject = subjectField(fields);
    const name = subject === null ? part : event[subject];
    const labels = name === null || name === part ? this.fitting(fields, event, part) : [];
    const other = subject !== null && (name === null || name !== part);
    return kept(this.known, `${labels.join()} ${other}`, () => ({ labels: new Set(labels), other }));
  }

  private fitting(fields: Fields, event: Values, part: string | null) {
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
function heardInList({ of }: ListField, items: Items | null, part: string | null) {
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
