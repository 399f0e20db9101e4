/**
 * States, and how they are told apart: by a structural key that the engine makes of whole, parts and whatever is remembered.
 */
import { kept } from './kept.ts';
import { compareNames } from './text.ts';
import type { State } from './specification.ts';

/** One object for all values that hold the same, and a short text for each. Values never change. */
export class Keys {
  private readonly numbers = new Map<object, number>();
  private readonly shapes = new Shape();
  /** From the shape of a value, item by item or field by field, to the value. */
  private readonly values = new Map<unknown, Level>();
  private count = 0;

  /** The one object that stands for all values that hold the same; the order of fields does not matter. */
  one<T extends object>(value: T): T {
    if (this.numbers.has(value)) return value;
    const fields = Array.isArray(value) ? null : this.fieldsOf(value);
    const items = (fields === null ? value : fields) as readonly unknown[];
    let level = kept(this.values, fields ?? items.length, newLevel);
    let last: unknown;
    for (let index = 0; index < items.length; index++) {
      if (index > 0) level = kept(level, last, newLevel) as Level;
      const item = fields === null ? items[index] : (value as Readonly<Record<string, unknown>>)[fields[index]!];
      last = typeof item === 'object' && item !== null ? this.one(item) : item;
    }
    const known = level.get(last);
    if (known !== undefined) return known as T;
    if (this.count % mostKept === mostKept - 1) for (const map of [this.numbers, this.values]) map.clear();
    level.set(last, value);
    this.numbers.set(value, this.count++);
    return value;
  }

  /** A text that two values share exactly when they hold the same. */
  of(value: unknown): string {
    if (typeof value === 'object' && value !== null) return `#${this.numbers.get(value) ?? this.numbers.get(this.one(value))}`;
    return typeof value === 'string' ? JSON.stringify(value) : String(value);
  }

  /** The same for a state. */
  ofState({ whole, parts }: State): string {
    let key = this.of(whole);
    for (const [name, part] of parts) key += ` ${name}:${this.of(part)}`;
    return key;
  }

  private fieldsOf(record: object) {
    const names = Object.keys(record);
    const written = this.shapes.of(names);
    return (written.fields ??= this.shapes.of(names.sort()).fields ??= names);
  }
}

/** Fields as they come, one after the other; and the one list that stands for them in whichever order they come. */
class Shape {
  fields: readonly string[] | undefined;
  private readonly more = new Map<string, Shape>();

  of(names: readonly string[]): Shape {
    let shape: Shape = this;
    for (const name of names) {
      let next = shape.more.get(name);
      if (next === undefined) shape.more.set(name, (next = new Shape()));
      shape = next;
    }
    return shape;
  }
}

/** By a value the values that come after it; at the last level what holds them all. */
type Level = Map<unknown, object>;

const newLevel = (): Level => new Map();

/** A state as a text, the same in every process: what digests hash. */
export function stateText({ whole, parts }: State): string {
  return [structure(whole), ...[...parts].map(([name, part]) => `${JSON.stringify(name)}:${structure(part)}`)].join(' ');
}

/** Long random histories make ever new values: after so many, those before them are forgotten. */
const mostKept = 1_000_000;

function structure(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) return `[${value.map(structure).join(',')}]`;
  const fields = Object.keys(value).sort();
  return `{${fields.map((field) => `${field}:${structure((value as Readonly<Record<string, unknown>>)[field])}`).join(',')}}`;
}

/** Parts in the order of their names. */
export function inNameOrder<P>(parts: Iterable<readonly [string, P]>): ReadonlyMap<string, P> {
  return new Map([...parts].sort(([a], [b]) => compareNames(a, b)));
}
