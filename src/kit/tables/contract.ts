/**
 * Contraction: many cells that come to the same, as few rows with don't-care columns. Exact: a row stands for those cells
 * and for no other, and no two rows stand for one cell (hit policy UNIQUE).
 */
import { conditionOf } from '../../kst/conditions.ts';
import { sizeOf } from '../../verify/machine.ts';
import type { Condition } from '../../kst/conditions.ts';
import type { DialectSet } from '../../kst/dialect.ts';

/** What comes of a place in the table, in some dialects. */
export interface Cell {
  /** One for each column. */
  readonly values: readonly string[];
  readonly dialects: DialectSet;
  readonly outcome: string;
}

/** A row that stands for many cells. */
export interface ContractedRow {
  /** For each column the values that it may have; null where it does not matter. */
  readonly values: readonly (readonly string[] | null)[];
  readonly condition: Condition;
  readonly outcome: string;
  /** How many cells it stands for, each counted in every dialect. */
  readonly covers: number;
}

/**
 * The contracted table: outcomes in the order in which they first appear, each in as few rows as a greedy search finds.
 * What no cell speaks of may fall under any row. Columns to the left are looked at rather than those to the right.
 *
 * @param cells each place at most once in each dialect, in an order that is the same for the same table.
 */
export function contract(cells: readonly Cell[]): readonly ContractedRow[] {
  const outcomes = [...new Set(cells.map(({ outcome }) => outcome))];
  return outcomes.flatMap((outcome) => rowsFor(outcome, cells));
}

/** Whether a row speaks of a place, in some dialect. */
export function speaksOf({ values }: Pick<ContractedRow, 'values'>, place: readonly string[]): boolean {
  return values.every((allowed, column) => allowed === null || allowed.includes(place[column]!));
}

function rowsFor(outcome: string, cells: readonly Cell[]): readonly ContractedRow[] {
  const rows: ContractedRow[] = [];
  const open = cells.map((cell) => (cell.outcome === outcome ? cell.dialects : 0));
  for (let seed = open.findIndex(Boolean); seed !== -1; seed = open.findIndex(Boolean)) {
    const { values, taken, barred } = widest(cells, open, seed);
    let covers = 0;
    for (const [index, cell] of cells.entries()) {
      if (!speaksOf({ values }, cell.values)) continue;
      covers += sizeOf(open[index]! & taken);
      open[index]! &= ~taken;
    }
    rows.push({ values, condition: conditionOf(taken, taken | barred), outcome, covers });
  }
  return rows;
}

/** A row in the making: the dialects that it takes its cells in, and those in which it would take another's. */
interface Draft {
  readonly values: ContractedRow['values'];
  readonly taken: DialectSet;
  readonly barred: DialectSet;
  readonly covers: number;
}

/** The row that covers most among those around a cell; of such, the one with the least to look at. */
function widest(cells: readonly Cell[], open: readonly DialectSet[], seed: number): Draft {
  const { values } = cells[seed]!;
  let best: Draft | null = null;
  for (const dropped of subsetsOf(values.length)) {
    const dropping = values.map((value, column) => (dropped.has(column) ? null : [value]));
    const draft = draftOf(cells, open, seed, dropping);
    if (draft === null) continue;
    const wide = widened(cells, open, seed, draft);
    if (best === null || wide.covers > best.covers || (wide.covers === best.covers && toLookAt(wide) < toLookAt(best))) best = wide;
  }
  return best!;
}

/** How much a row looks at. A choice of an assumption counts twice: rows for all dialects read best. */
function toLookAt({ values, taken, barred }: Draft): number {
  const choices = conditionOf(taken, taken | barred).flatMap((choice) => Object.keys(choice));
  return values.filter((allowed) => allowed !== null).length + 2 * choices.length;
}

/** Adds to each column that is looked at what other values it can have as well. */
function widened(cells: readonly Cell[], open: readonly DialectSet[], seed: number, from: Draft): Draft {
  let best = from;
  for (const [column, allowed] of from.values.entries()) {
    if (allowed === null) continue;
    const domain = [...new Set(cells.map(({ values }) => values[column]!))];
    for (const value of domain) {
      if (best.values[column]!.includes(value)) continue;
      const wider = best.values.map((old, index) => (index === column ? domain.filter((each) => each === value || old!.includes(each)) : old));
      const draft = draftOf(cells, open, seed, wider);
      if (draft !== null && draft.covers > best.covers) best = draft;
    }
  }
  return best;
}

/** The row of these values; null where it could not cover the whole of its seed. */
function draftOf(cells: readonly Cell[], open: readonly DialectSet[], seed: number, values: ContractedRow['values']): Draft | null {
  const inside = [...cells.keys()].filter((index) => speaksOf({ values }, cells[index]!.values));
  const barred = inside.reduce((set, index) => set | (cells[index]!.dialects & ~open[index]!), 0);
  if ((open[seed]! & barred) !== 0) return null;
  const taken = inside.reduce((set, index) => set | open[index]!, 0) & ~barred;
  return { values, taken, barred, covers: inside.reduce((sum, index) => sum + sizeOf(open[index]! & taken), 0) };
}

/** All sets of columns, large ones first, those of columns to the right before others of their size. */
function subsetsOf(columns: number): readonly ReadonlySet<number>[] {
  return Array.from({ length: 2 ** columns }, (_, mask) => mask)
    .sort((a, b) => sizeOf(b) - sizeOf(a) || b - a)
    .map((mask) => new Set([...Array(columns).keys()].filter((column) => (mask & (1 << column)) !== 0)));
}
