/**
 * States, and how they are told apart: by a structural key that the engine makes of whole, parts and whatever is remembered.
 */
import { compareNames } from './text.ts';
import type { State, Words } from './specification.ts';

/** One object for all values that hold the same, and a short text for each. Values never change. */
export class Keys {
  private readonly known = new Map<string, object>();
  private readonly numbers = new Map<object, number>();
  private count = 0;

  /** The one object that stands for all values that hold the same; the order of fields does not matter. */
  one<T extends object>(value: T): T {
    if (this.numbers.has(value)) return value;
    const text = structure(value);
    const known = this.known.get(text);
    if (known !== undefined) return known as T;
    if (this.count % mostKept === mostKept - 1) for (const kept of [this.known, this.numbers]) kept.clear();
    this.known.set(text, value);
    this.numbers.set(value, this.count++);
    return value;
  }

  /** A text that two values share exactly when they hold the same. */
  of(value: unknown): string {
    return typeof value === 'object' && value !== null ? `#${this.numbers.get(this.one(value))}` : structure(value);
  }

  /** The same for a state. */
  ofState<W extends Words>({ whole, parts }: State<W>): string {
    let key = this.of(whole);
    for (const [name, part] of parts) key += ` ${name}:${this.of(part)}`;
    return key;
  }
}

/** A state as a text, the same in every process: what digests hash. */
export function stateText<W extends Words>({ whole, parts }: State<W>): string {
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
