/**
 * Two behaviour tables laid side by side: for each variant its cells - a state and a command - with the row of either table.
 */
import { canonicalJson, commonPart, holdsIn } from './comparable.ts';
import { once } from '../once.ts';
import { shortestPaths } from './paths.ts';
import type { Seen } from './change.ts';
import type { ComparableRow, ComparableTable } from '../../kst/behaviour.ts';
import type { CommonPart, Variant } from './comparable.ts';

/** A row as far as both tables know it; each text is equal for equal things alone. */
export interface KeyedRow {
  readonly row: ComparableRow;
  readonly state: object;
  readonly seen: Seen;
  readonly stateKey: string;
  readonly commandKey: string;
  readonly seenKey: string;
  readonly nextKey: string;
}

export interface Cell {
  readonly key: string;
  readonly stateKey: string;
  /** The row of each table, or null for a state that it does not reach, or a command that its rules do not decide there. */
  readonly before: KeyedRow | null;
  readonly now: KeyedRow | null;
  /** Both have a row, and the rows look the same. */
  readonly same: boolean;
}

/** Both tables as one variant shows them. */
export interface View {
  readonly variant: Variant;
  /** In the order of their keys. */
  readonly cells: readonly Cell[];
  /** The states in which today's table has a row at all. */
  readonly reached: ReadonlySet<string>;
  /** The shortest commands from the empty start to each state: by rows that have not changed, or by those of one table. */
  readonly paths: { readonly [by in 'same' | 'before' | 'now']: () => ReadonlyMap<string, readonly object[]> };
}

/** A view of every variant of the common part. */
export function viewsOf(before: ComparableTable, now: ComparableTable): { readonly common: CommonPart; readonly views: readonly View[] } {
  const common = commonPart(before, now);
  const [old, present] = [keyedRows(before, common), keyedRows(now, common)];
  return { common, views: common.variants.map((variant) => viewOf(variant, old, present, common)) };
}

function viewOf(variant: Variant, old: readonly KeyedRow[], present: readonly KeyedRow[], common: CommonPart): View {
  const oldCells = Map.groupBy(old.filter(({ row }) => holdsIn(row, variant.before)), cellKey);
  const newCells = Map.groupBy(present.filter(({ row }) => holdsIn(row, variant.now)), cellKey);
  const keys = [...new Set([...oldCells.keys(), ...newCells.keys()])].sort();
  const cells = keys.map((key) => cellOf(key, oldCells.get(key) ?? [], newCells.get(key) ?? []));
  const pathsBy = (taken: (cell: Cell) => KeyedRow | null) =>
    once(() => {
      const rows = cells.map(taken).filter((row) => row !== null);
      return shortestPaths(rows.map(({ stateKey, row, nextKey }) => ({ from: stateKey, command: row.command, to: nextKey })), canonicalJson(picked(emptyState, common)));
    });
  return {
    variant,
    cells,
    reached: new Set(cells.filter((cell) => cell.now !== null).map(({ stateKey }) => stateKey)),
    paths: { same: pathsBy((cell) => (cell.same ? cell.now : null)), before: pathsBy((cell) => cell.before), now: pathsBy((cell) => cell.now) },
  };
}

/** Where everything starts (`emptyWorld`), as a row shows it. */
export const emptyState = { running: false, pool: null, hosting: false, claimed: false, known: [], conflict: 'none' };

function keyedRows({ rows }: ComparableTable, common: CommonPart): readonly KeyedRow[] {
  return rows.flatMap((row): readonly KeyedRow[] => {
    const commandKey = canonicalJson(row.command);
    if (!common.commands.has(commandKey)) return [];
    const [state, next] = [picked(row.state, common), picked(row.next, common)];
    const { um, owaIm } = row.nextIntegration;
    const seen = { rejected: row.rejected ?? null, events: row.events, next, integration: { um, owaIm } };
    return [{ row, state, seen, stateKey: canonicalJson(state), commandKey, seenKey: canonicalJson(seen), nextKey: canonicalJson(next) }];
  });
}

function cellKey({ stateKey, commandKey }: KeyedRow): string {
  return `${stateKey} ${commandKey}`;
}

/** Rows that differ in nothing but what is not compared fall together: then the first that looks as none of the other side does. */
function cellOf(key: string, old: readonly KeyedRow[], present: readonly KeyedRow[]): Cell {
  const odd = (mine: readonly KeyedRow[], theirs: readonly KeyedRow[]): KeyedRow | null => {
    const inOrder = mine.length > 1 ? mine.toSorted((a, b) => (a.seenKey < b.seenKey ? -1 : 1)) : mine;
    return inOrder.find(({ seenKey }) => !theirs.some((other) => other.seenKey === seenKey)) ?? inOrder[0] ?? null;
  };
  const [before, now] = [odd(old, present), odd(present, old)];
  return { key, stateKey: (now ?? before)!.stateKey, before, now, same: before !== null && before.seenKey === now?.seenKey };
}

/** The fields of a state that both tables know. */
function picked(state: object, { fields }: CommonPart): object {
  const values = state as { readonly [field: string]: unknown };
  return Object.fromEntries(fields.map((field) => [field, values[field]]));
}
