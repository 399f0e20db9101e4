/**
 * The behaviour table of a base: reports/behaviour.json as some commit or file has it.
 */
import { type ComparableTable, statusFields } from '../engine/table/row.ts';
import { InputError } from './input-error.ts';
import { readJson } from './json.ts';
import type { Rulebook, Status } from '../engine/specification.ts';

/**
 * A behaviour table as the file holds it; its assumptions, state fields and commands may be others than today's.
 *
 * @param rulebook of today: its status is looked for in the rows, and read as null where no row has one.
 * @throws InputError for what is no behaviour table, one of another format, or one without a row.
 */
export function behaviourFromJson(text: string, file: string, { status }: Pick<Rulebook, 'status'>): ComparableTable {
  const json = readJson(text, file);
  const refuse = (pointer: string, expected: string): never => {
    throw new InputError(file, json.place(pointer), expected);
  };
  const table = isObject(json.value) ? json.value : refuse('', 'expected a behaviour table');
  const { format } = table;
  if (format !== 1) refuse('format' in table ? '/format' : '', `expected "format" 1, got ${JSON.stringify(format) ?? 'none'}`);
  for (const [field, fits] of Object.entries(tableFields)) {
    if (!fits(table[field])) refuse(field in table ? `/${field}` : '', `expected ${JSON.stringify(field)} as a behaviour table has it`);
  }
  const lacking = Object.keys(table['assumptions'] as object).find((name) => !Object.hasOwn(table['default'] as object, name));
  if (lacking !== undefined) refuse('/default', `expected the default of the assumption ${JSON.stringify(lacking)}`);
  const rows = table['rows'] as readonly Readonly<Record<string, unknown>>[];
  const nextStatus = status === undefined ? '' : statusFields(status.name)[1];
  const first = rows.find((row) => nextStatus in row);
  const fields = first === undefined ? rowFields : { ...rowFields, [nextStatus]: like(first[nextStatus], status!) };
  const ids = new Set<unknown>();
  for (const [index, row] of rows.entries()) {
    const { id } = row;
    if (id !== undefined && ids.has(id)) refuse(`/rows/${index}/id`, `expected the row ${JSON.stringify(id)} once, not twice`);
    ids.add(id);
    for (const [field, fits] of Object.entries(fields)) {
      const place = `/rows/${index}${field in row ? `/${field}` : ''}`;
      if (!fits(row[field])) refuse(place, `expected ${JSON.stringify(field)} as a row has it`);
    }
  }
  return { ...table, rows: rows.map((row) => ({ ...row, nextStatus: row[nextStatus] ?? null })) } as unknown as ComparableTable;
}

type Fits = (value: unknown) => boolean;
type Fields = Readonly<Record<string, Fits>>;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isText: Fits = (value) => typeof value === 'string';
const listOf = (fits: Fits): Fits => (value) => Array.isArray(value) && value.every(fits);
const some = (fits: Fits): Fits => (value) => listOf(fits)(value) && (value as readonly unknown[]).length > 0;
const allOf = (fits: Fits): Fits => (value) => isObject(value) && Object.values(value).every(fits);
const maybe = (fits: Fits): Fits => (value) => value === undefined || fits(value);
const having = (fields: Fields): Fits => (value) => isObject(value) && Object.entries(fields).every(([field, fits]) => fits(value[field]));

const digestFields: Fields = { rows: Number.isInteger, digest: isText };
const tableFields: Fields = {
  assumptions: allOf(some(isText)),
  default: allOf(isText),
  rows: some(isObject),
  events: maybe(listOf(having({ name: isText, stream: isText, level: isText }))),
  limits: maybe(listOf(having({ field: isText, value: isText, taken: (value) => value === null || isText(value) }))),
  wide: having({ ...digestFields, rules: listOf(having({ rule: isText, ...digestFields })) }),
};
const rowFields: Fields = {
  dialects: some(allOf(isText)), state: isObject, command: isObject, rules: some(isText),
  rejected: maybe(isText), events: listOf(isObject), next: isObject,
  cites: listOf(isText), invariants: listOf(isText),
};

/** The lights that the first row has, those of today with one of their values. */
function like(first: unknown, { lights }: Status<any>) {
  const known = Object.entries(lights).filter(([light]) => isObject(first) && light in first);
  return having(Object.fromEntries(known.map(([light, { values }]) => [light, (value) => values.includes(value as string)])));
}
