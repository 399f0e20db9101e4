/**
 * Commands and events by their fields: what is checked, which part they are about, how they read, what they tell of one part.
 */
import { visible } from './text.ts';
import type { Field, ListField } from './specification.ts';

export interface Fields {
  readonly [name: string]: Field;
}

export type Values = Readonly<Record<string, unknown>>;

/** A value that is no command, which the types would have told: a mistake of the caller, and no refusal. */
export class NotACommand extends Error {
  override readonly name = 'NotACommand';
  /** The field that is wrong; null where it is the command as such. */
  readonly field: string | null;
  readonly expected: string;

  constructor(field: string | null, expected: string, value: unknown) {
    super(`not a command: expected ${field === null ? '' : `${field} to be `}${expected}, got ${shown(value)}`);
    this.field = field;
    this.expected = expected;
  }
}

function shown(value: unknown) {
  if (typeof value === 'string') return JSON.stringify(value);
  return typeof value === 'object' && value !== null ? 'an object' : String(value);
}

/** What was expected of a field, where a value will not do; null for one that will. */
export function expectedOf(field: Field, value: unknown): string | null {
  switch (field.is) {
    case 'subject':
    case 'text':
      return typeof value === 'string' ? field.check(value) : 'a text';
    case 'number':
      return Number.isInteger(value) && (value as number) >= field.from && (value as number) <= field.to
        ? null
        : `a whole number from ${field.from} to ${field.to}`;
    case 'one of':
      return field.values.includes(value as string) ? null : `one of ${field.values.join(', ')}`;
    case 'list':
      return expectedOfList(field, value);
  }
}

function expectedOfList({ of, count }: ListField, value: unknown) {
  const isOne = Array.isArray(value) && (count === undefined || value.length === count);
  if (!isOne) return count === undefined ? 'a list' : `a list of ${count}`;
  for (const item of value as readonly unknown[]) {
    const expected = isField(of) ? expectedOf(of, item) : (isObject(item) ? wrongField(of, item)?.expected : 'an object') ?? null;
    if (expected !== null) return `a list whose items are ${expected}`;
  }
  return null;
}

/** The first field of some values that will not do, and what was expected in its place; null when all will. */
export function wrongField(fields: Fields, values: Values): { readonly field: string; readonly expected: string } | null {
  for (const [name, field] of Object.entries(fields)) {
    const expected = expectedOf(field, values[name]);
    if (expected !== null) return { field: name, expected };
  }
  return null;
}

/** The name of the field that is the subject; null where there is none. */
export function subjectField(fields: Fields): string | null {
  return Object.keys(fields).find((name) => fields[name]!.is === 'subject') ?? null;
}

/** A command in one line, fit to be shown: its kind and its fields in order; a text that is not one word in quotes. */
export function commandText(fields: Fields, command: { readonly do: string }): string {
  const words = Object.entries(fields).map(([name, { is }]) => {
    const value = (command as unknown as Values)[name];
    if (is === 'list') return listWord(value as readonly unknown[]);
    return is === 'text' && !isWord(value) ? JSON.stringify(value) : String(value);
  });
  return visible([command.do, ...words].join(' '));
}

/** A list as one word: `fine,slow`, or its JSON where it is empty or more than words. */
export function listWord(items: readonly unknown[]): string {
  return items.length > 0 && items.every(isWord) ? items.join() : JSON.stringify(items);
}

function isWord(value: unknown): boolean {
  return typeof value !== 'object' && /^[\w.-]+$/.test(String(value));
}

/** The subjects that an event names, in its order. Of an event that was read in part, a name that could not be read is null. */
export function subjectsIn(fields: Fields, event: object): readonly string[] {
  const subjects: string[] = [];
  for (const name in fields) {
    const [field, value] = [fields[name]!, (event as Values)[name]];
    if (field.is === 'subject') subjects.push(value as string);
    else if (field.is === 'list' && value !== null) subjects.push(...subjectsInList(field, value as readonly unknown[]));
  }
  return subjects;
}

function subjectsInList({ of }: ListField, items: readonly unknown[]) {
  if (isField(of)) return of.is === 'subject' ? (items as readonly string[]) : [];
  return items.flatMap((item) => subjectsIn(of, item as object));
}

/**
 * What an event tells of one part: the event without the part's name; its lists of parts hold what is about this one, empty where
 * it is left out. Null for an event about another part.
 */
export function toldOf(fields: Fields, event: object, part: string): object | null {
  for (const name in fields) if (fields[name]!.is === 'subject' && (event as Values)[name] !== part) return null;
  const told: Record<string, unknown> = {};
  for (const name in event) {
    const [field, value] = [fields[name], (event as Values)[name]];
    if (field?.is === 'list') told[name] = toldInList(field, value as readonly unknown[], part);
    else if (field?.is !== 'subject') told[name] = value;
  }
  return told;
}

function toldInList({ of }: ListField, items: readonly unknown[], part: string) {
  if (isField(of)) return of.is === 'subject' ? items.filter((item) => item === part).map(() => true) : items;
  if (subjectField(of) === null) return items;
  return items.flatMap((item) => toldOf(of, item as object, part) ?? []);
}

/** The same event about parts of other names. */
export function renamed<E extends object>(fields: Fields, event: E, rename: (name: string) => string): E {
  const entries = Object.entries(fields).map(([name, field]) => {
    const value = (event as Values)[name];
    if (field.is === 'subject') return [name, rename(value as string)];
    return [name, field.is === 'list' ? renamedInList(field, value as readonly unknown[], rename) : value];
  });
  return { ...event, ...Object.fromEntries(entries) };
}

function renamedInList({ of }: ListField, items: readonly unknown[], rename: (name: string) => string) {
  if (isField(of)) return of.is === 'subject' ? items.map((item) => rename(item as string)) : items;
  return items.map((item) => renamed(of, item as object, rename));
}

/** What an event has beside its fields, as its example shows: what tells events of other names apart. */
export function constantsOf({ fields, example = {} }: { readonly fields: Fields; readonly example?: object }): Values {
  return Object.fromEntries(Object.entries(example).filter(([name]) => !(name in fields)));
}

/** Whether an event lists parts, so that it tells something of each, also of one that it leaves out. */
export function listsParts(fields: Fields): boolean {
  const lists = Object.values(fields).filter((field) => field.is === 'list');
  return lists.some(({ of }) => (isField(of) ? of.is === 'subject' : subjectField(of) !== null));
}

export function isField(of: Field | Fields): of is Field {
  return typeof of['is'] === 'string';
}

export function isObject(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
