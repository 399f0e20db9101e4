/**
 * What has changed beside the rows: defaults, the source and the level of events, the limits of input. And what cannot be compared,
 * which is a change as well: nobody knows what it comes to.
 */
import type { ComparableTable } from '../table/row.ts';
import type { Unknown } from './cells.ts';
import type { ToldChange } from './change.ts';

type Named = ReadonlyMap<string, string>;
/** A change that nobody has given its fingerprint yet. */
export type Value = Omit<ToldChange, 'fingerprint'>;

/**
 * Every such change.
 *
 * @param unknown what only one of the tables knows.
 * @param beside what has changed beside both tables.
 */
export function valueChanges(
  before: ComparableTable,
  now: ComparableTable,
  unknown: readonly Unknown[],
  beside: readonly Value[],
  fingerprint: (...parts: readonly unknown[]) => string,
): readonly ToldChange[] {
  const shared = Object.keys(now.assumptions).filter((name) => name in before.assumptions);
  const defaultsOf = (table: ComparableTable): Named => new Map(shared.map((name) => [name, table.default[name]!]));
  const changes: readonly Value[] = [
    ...beside,
    ...differing('default-changed', 'defaults', defaultsOf(before), defaultsOf(now)),
    ...differing('event-changed', 'sources and levels of events', headings(before), headings(now)),
    ...differing('limit-changed', 'limits of input', limits(before), limits(now)),
    ...unknown.map(({ what, is, rows }): Value => {
      return { class: 'not-compared', of: what, before: is === 'gone' ? `${rows} rows` : null, now: is === 'new' ? `${rows} rows` : null };
    }),
  ];
  return changes.map((change) => {
    const { class: name, of, before: old, now: present } = change;
    // How many rows are not compared is nothing that an acceptance is of.
    const values = name === 'not-compared' ? [old === null] : [old, present];
    return { fingerprint: fingerprint(name, of, ...values), ...change };
  });
}

/** What differs between what both sides tell of. A base of before these were told tells nothing at all. */
function differing(name: Value['class'], what: string, before: Named | null, now: Named | null): readonly Value[] {
  if (now === null) return [];
  if (before === null) return [{ class: 'not-compared', of: what, before: null, now: `${now.size} values` }];
  const names = [...new Set([...before.keys(), ...now.keys()])];
  return names.filter((of) => before.get(of) !== now.get(of)).map((of) => {
    return { class: name, of, before: before.get(of) ?? null, now: now.get(of) ?? null };
  });
}

function headings({ events }: ComparableTable): Named | null {
  return events === undefined ? null : new Map(events.map(({ name, stream, level }) => [name, `${level} of ${stream}`]));
}

function limits({ limits: tried }: ComparableTable): Named | null {
  return tried === undefined ? null : new Map(tried.map(({ field, value, taken }) => [`${field} ${value}`, taken ?? 'refused']));
}
