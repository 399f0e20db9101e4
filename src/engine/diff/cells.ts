/**
 * Two behaviour tables laid side by side: for each variant its cells - a state and a command - with the row of either table.
 */
import { shortestPaths } from '../breadth-first.ts';
import { kept } from '../kept.ts';
import { canonicalJson } from '../text.ts';
import { type ComparedOutcome, outcomeJson } from './change.ts';
import { commonPart, type CommonPart, type ComparedVariant, holdsIn, picked } from './comparable.ts';
import type { Specification } from '../specification.ts';
import type { ComparableRow, ComparableTable } from '../table/row.ts';

/** A row as far as both tables know it; each text is equal for equal things alone. */
export interface KeyedRow {
  readonly row: ComparableRow;
  readonly state: object;
  readonly outcome: ComparedOutcome;
  readonly stateKey: string;
  readonly commandKey: string;
  readonly outcomeKey: string;
  readonly nextKey: string;
}

export interface ComparedCell {
  readonly key: string;
  readonly stateKey: string;
  /** The row of each table, or null for a state that it does not reach, or a command that its rules do not decide there. */
  readonly before: KeyedRow | null;
  readonly now: KeyedRow | null;
  /** Both have a row, and the rows look the same. */
  readonly same: boolean;
}

/** Both tables as one variant shows them. */
export type ComparedView = ReturnType<typeof viewOf>;

/** @param cells in the order of their keys. */
function viewOf(variant: ComparedVariant, cells: readonly ComparedCell[], startKey: string) {
  const ways = new Map<string, ReadonlyMap<string, readonly object[]>>();
  return {
    variant, cells,
    /** The states in which today's table has a row at all. */
    reached: new Set(cells.filter(({ now }) => now !== null).map(({ stateKey }) => stateKey)) as ReadonlySet<string>,
    /** The shortest commands from the start to a state: by rows that have not changed, or by those of one table. */
    wayTo: (stateKey: string, by: 'same' | 'before' | 'now') => kept(ways, by, () => {
      const rows = cells.map((cell) => (by !== 'same' ? cell[by] : cell.same ? cell.now : null)).filter((row) => row !== null);
      return shortestPaths(rows.map(({ stateKey: from, row: { command }, nextKey: to }) => ({ from, command, to })), startKey);
    }).get(stateKey),
  };
}

/** A view of every variant of the common part. */
export function viewsOf(before: ComparableTable, now: ComparableTable, specification: Specification) {
  const common = commonPart(before, now, specification);
  const [old, present] = [keyedRows(before, common, specification), keyedRows(now, common, specification)];
  const startKey = canonicalJson(picked(startRow(specification), common.fields));
  return { common, views: common.variants.map((variant) => viewOf(variant, cellsOf(variant, old, present), startKey)) };
}

/** Where everything starts, as a row shows it. */
export function startRow({ table, start: { whole, blank } }: Specification): object {
  return table.row(whole, blank);
}

function cellsOf(variant: ComparedVariant, old: readonly KeyedRow[], present: readonly KeyedRow[]): readonly ComparedCell[] {
  const oldCells = Map.groupBy(old.filter(({ row }) => holdsIn(row, variant.before)), cellKey);
  const newCells = Map.groupBy(present.filter(({ row }) => holdsIn(row, variant.now)), cellKey);
  const keys = [...new Set([...oldCells.keys(), ...newCells.keys()])].sort();
  return keys.map((key) => cellOf(key, oldCells.get(key) ?? [], newCells.get(key) ?? []));
}

function keyedRows({ rows }: ComparableTable, { commands, fields, lights }: CommonPart, specification: Specification): readonly KeyedRow[] {
  return rows.flatMap((row): readonly KeyedRow[] => {
    const commandKey = canonicalJson(row.command);
    if (!commands.has(commandKey)) return [];
    const [state, next] = [picked(row.state, fields), picked(row.next, fields)];
    const status = lights.length === 0 || row.nextStatus === null ? null : picked(row.nextStatus, lights);
    const outcome = { rejected: row.rejected ?? null, events: row.events, next, status };
    const outcomeKey = canonicalJson(outcomeJson(outcome, specification));
    return [{ row, state, outcome, stateKey: canonicalJson(state), commandKey, outcomeKey, nextKey: canonicalJson(next) }];
  });
}

function cellKey({ stateKey, commandKey }: KeyedRow): string {
  return `${stateKey} ${commandKey}`;
}

/** Rows that differ in nothing but what is not compared fall together: then the first that looks as none of the other side does. */
function cellOf(key: string, old: readonly KeyedRow[], present: readonly KeyedRow[]): ComparedCell {
  const odd = (mine: readonly KeyedRow[], theirs: readonly KeyedRow[]): KeyedRow | null => {
    const inOrder = mine.length > 1 ? mine.toSorted((a, b) => (a.outcomeKey < b.outcomeKey ? -1 : 1)) : mine;
    return inOrder.find(({ outcomeKey }) => !theirs.some((other) => other.outcomeKey === outcomeKey)) ?? inOrder[0] ?? null;
  };
  const [before, now] = [odd(old, present), odd(present, old)];
  return { key, stateKey: (now ?? before)!.stateKey, before, now, same: before !== null && before.outcomeKey === now?.outcomeKey };
}
