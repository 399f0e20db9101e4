/**
 * States, and how they are told apart: by a structural key that the engine makes of whole, parts and whatever is remembered.
 */
import { compareNames } from './text.ts';
import type { State, Words } from './specification.ts';

/** One object for all values that hold the same, and a short text for each. Values never change. */
export class Keys {
  private readonly numbers = new Map<object, number>();
  private readonly shapes = new Node<readonly string[]>();
  private lists = new Node<object>();
  private readonly records = new Map<readonly string[], Node<object>>();
  private count = 0;

  /** The one object that stands for all values that hold the same; the order of fields does not matter. */
  one<T extends object>(value: T): T {
    if (this.numbers.has(value)) return value;
    const node = Array.isArray(value) ? this.nodeOfList(value) : this.nodeOfRecord(value as Readonly<Record<string, unknown>>);
    if (node.held !== undefined) return node.held as T;
    if (this.count % mostKept === mostKept - 1) this.forget();
    node.held = value;
    this.numbers.set(value, this.count++);
    return value;
  }

  /** A text that two values share exactly when they hold the same. */
  of(value: unknown): string {
    if (typeof value === 'object' && value !== null) return `#${this.numbers.get(value) ?? this.numbers.get(this.one(value))}`;
    return typeof value === 'string' ? JSON.stringify(value) : String(value);
  }

  /** The same for a state. */
  ofState<W extends Words>({ whole, parts }: State<W>): string {
    let key = this.of(whole);
    for (const [name, part] of parts) key += ` ${name}:${this.of(part)}`;
    return key;
  }

  private nodeOfList(list: readonly unknown[]): Node<object> {
    let node = this.lists;
    for (const item of list) node = node.to(this.held(item));
    return node;
  }

  private nodeOfRecord(record: Readonly<Record<string, unknown>>): Node<object> {
    let shape = this.shapes;
    const names = Object.keys(record);
    for (const name of names) shape = shape.to(name);
    const fields = (shape.held ??= this.inOrder(names));
    let node = this.records.get(fields);
    if (node === undefined) this.records.set(fields, (node = new Node()));
    for (const field of fields) node = node.to(this.held(record[field]));
    return node;
  }

  /** The same list for the same names, in whichever order they come. */
  private inOrder(names: string[]): readonly string[] {
    const sorted = names.sort();
    let shape = this.shapes;
    for (const name of sorted) shape = shape.to(name);
    return (shape.held ??= sorted);
  }

  private held(value: unknown): unknown {
    return typeof value === 'object' && value !== null ? this.one(value) : value;
  }

  private forget(): void {
    this.numbers.clear();
    this.records.clear();
    this.lists = new Node();
  }
}

/** Where one leads, value by value, through what has been met. */
class Node<T> {
  held: T | undefined;
  readonly next = new Map<unknown, Node<T>>();

  to(value: unknown): Node<T> {
    let node = this.next.get(value);
    if (node === undefined) this.next.set(value, (node = new Node()));
    return node;
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
