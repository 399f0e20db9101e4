/**
 * The behaviour table of a base: reports/behaviour.json as some commit or file has it.
 */
import { InputError } from './input-error.ts';
import { readJson } from './json.ts';
import type { ComparableTable } from '../kst/behaviour.ts';

/** The table as the file holds it; its assumptions, state fields and commands may be others than today's. */
export interface BehaviourFile extends ComparableTable {
  readonly format: 1;
}

/** @throws InputError for what is no behaviour table, one of another format, or one without a row. */
export function behaviourFromJson(text: string, file: string): BehaviourFile {
  const json = readJson(text, file);
  const refuse = (pointer: string, expected: string): never => {
    throw new InputError(file, json.place(pointer), expected);
  };
  const table = isObject(json.value) ? json.value : refuse('', 'expected a behaviour table');
  if (table['format'] !== 1) refuse('format' in table ? '/format' : '', `expected "format" 1, got ${JSON.stringify(table['format']) ?? 'none'}`);
  for (const [field, fits] of Object.entries(tableFields)) if (!fits(table[field])) refuse(field in table ? `/${field}` : '', `expected ${JSON.stringify(field)} as a behaviour table has it`);
  for (const name of Object.keys(table['assumptions'] as object)) {
    if (!Object.hasOwn(table['default'] as object, name)) refuse('/default', `expected the default of the assumption ${JSON.stringify(name)}`);
  }
  const ids = new Set<unknown>();
  for (const [index, row] of (table['rows'] as readonly unknown[]).entries()) {
    if (!isObject(row)) return refuse(`/rows/${index}`, 'expected a row');
    if (row['id'] !== undefined && ids.has(row['id'])) refuse(`/rows/${index}/id`, `expected the row ${JSON.stringify(row['id'])} once, not twice`);
    ids.add(row['id']);
    for (const [field, fits] of Object.entries(rowFields)) {
      if (!fits(row[field])) refuse(`/rows/${index}${field in row ? `/${field}` : ''}`, `expected ${JSON.stringify(field)} as a row has it`);
    }
  }
  return table as unknown as BehaviourFile;
}

type Fits = (value: unknown) => boolean;
type Fields = Readonly<Record<string, Fits>>;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);
const isText: Fits = (value) => typeof value === 'string';
const listOf = (fits: Fits): Fits => (value) => Array.isArray(value) && value.every(fits);
const some = (fits: Fits): Fits => (value) => listOf(fits)(value) && (value as readonly unknown[]).length > 0;
const allOf = (fits: Fits): Fits => (value) => isObject(value) && Object.values(value).every(fits);
const having = (fields: Fields): Fits => (value) => isObject(value) && Object.entries(fields).every(([field, fits]) => fits(value[field]));

const digestFields: Fields = { rows: Number.isInteger, digest: isText };
const tableFields: Fields = {
  assumptions: allOf(some(isText)),
  default: allOf(isText),
  rows: some(isObject),
  wide: having({ ...digestFields, rules: listOf(having({ rule: isText, ...digestFields })) }),
};
const rowFields: Fields = {
  dialects: some(allOf(isText)),
  state: isObject,
  command: isObject,
  rules: some(isText),
  rejected: (value) => value === undefined || isText(value),
  events: listOf(isObject),
  next: isObject,
  nextIntegration: having({
    um: (value) => ['none', 'works', 'broken'].includes(value as string),
    owaIm: (value) => ['works', 'broken'].includes(value as string),
  }),
  cites: listOf(isText),
  invariants: listOf(isText),
};
