/**
 * Contraction: many places that come to the same, as few rows with don't-care columns. Exact: a row stands for those places
 * and for no other, and no two rows stand for one place (hit policy UNIQUE).
 */
import { type Condition, conditionOf } from '../dialects/conditions.ts';
import { both, either, haveCommon, isEmpty, sizeOf, type VariantSet, without } from '../dialects/set.ts';
import { Malformed } from '../rules/malformed.ts';
import type { Dialects } from '../dialects/dialects.ts';

/** What comes of a place in the table, in some dialects. */
export interface ComesTo {
  /** One for each column. */
  readonly values: readonly string[];
  readonly dialects: VariantSet;
  readonly outcome: string;
}

/** A row that stands for many places. */
export interface ContractedRow {
  /** For each column the values that it may have; null where it does not matter. */
  readonly values: readonly (readonly string[] | null)[];
  readonly condition: Condition;
  readonly outcome: string;
  /** How many places it stands for, each counted in every dialect. */
  readonly covers: number;
}

/** Up to so many columns every set of them is tried as those that do not matter (2 ** columns); of more, one. */
const mostColumns = 10;

/**
 * The contracted table: outcomes in the order in which they first appear, each in as few rows as a greedy search finds.
 * What no place speaks of may fall under any row. Columns to the left are looked at rather than those to the right.
 *
 * @param places in an order that is the same for the same table.
 * @throws Malformed where one place has two outcomes in a dialect.
 */
export function contract(dialects: Dialects, places: readonly ComesTo[]): readonly ContractedRow[] {
  return [...new Set(places.map(({ outcome }) => outcome))].flatMap((outcome) => rowsOf(dialects, places, outcome));
}

/** Whether a row speaks of a place, in some dialect. */
export function speaksOf({ values }: Pick<ContractedRow, 'values'>, place: readonly string[]): boolean {
  return values.every((allowed, column) => allowed === null || allowed.includes(place[column]!));
}

/** A row in the making: the dialects that it takes its places in, and those in which it would take another's. */
interface Draft extends Pick<ContractedRow, 'values' | 'covers'> {
  readonly taken: VariantSet; readonly barred: VariantSet;
}

/** The rows of one outcome: around the first place for which no row stands yet the widest, until all have one. */
function rowsOf(dialects: Dialects, places: readonly ComesTo[], outcome: string) {
  /** For each place the dialects in which it has the outcome and no row stands for it yet. */
  const open = places.map((place) => (place.outcome === outcome ? place.dialects : dialects.none));
  const domains = places[0]!.values.map((_, column) => [...new Set(places.map(({ values }) => values[column]!))]);
  const inside = (values: Draft['values']) => [...places.keys()].filter((index) => speaksOf({ values }, places[index]!.values));
  const conditionFor = ({ taken, barred }: Draft) => conditionOf(dialects, taken, either(taken, barred));

  /** The row of these values; null where it could not cover the whole of its seed. */
  const draft = (seed: number, values: Draft['values']) => {
    const those = inside(values);
    const barred = those.reduce((set, index) => either(set, without(places[index]!.dialects, open[index]!)), dialects.none);
    if (haveCommon(open[seed]!, barred)) return null;
    const taken = without(those.reduce((set, index) => either(set, open[index]!), dialects.none), barred);
    return { values, taken, barred, covers: those.reduce((sum, index) => sum + sizeOf(both(open[index]!, taken)), 0) };
  };

  /** Rows that look at some of the columns of a place, for each the one value; of more columns than can all be tried a single row. */
  const draftsAround = (seed: number) => {
    const { values } = places[seed]!;
    const dropping = (dropped: readonly number[]) => draft(seed, values.map((value, at) => (dropped.includes(at) ? null : [value])));
    /** Column by column, from the right: each is dropped if the row stays exact without it. */
    const oneByOne = () => values.reduceRight<readonly number[]>((dropped, _, column) => {
      return dropping([...dropped, column]) === null ? dropped : [...dropped, column];
    }, []);
    return (values.length <= mostColumns ? setsOf(values.length) : [oneByOne()]).map(dropping).filter((made) => made !== null);
  };

  /** Adds to each column that is looked at what other values it can have as well. */
  const widened = (seed: number, from: Draft) => {
    const looked = [...from.values.keys()].filter((column) => from.values[column] !== null);
    const options = looked.flatMap((column) => domains[column]!.map((value) => ({ column, value })));
    return options.reduce((best, { column, value }) => {
      const allowed = best.values[column]!;
      const more = domains[column]!.filter((each) => each === value || allowed.includes(each));
      const wider = allowed.includes(value) ? null : draft(seed, best.values.with(column, more));
      return wider !== null && wider.covers > best.covers ? wider : best;
    }, from);
  };

  /** How much a row looks at. A choice of an assumption counts twice: rows for all dialects read best. */
  const toLookAt = (made: Draft) => {
    const choices = conditionFor(made).flatMap((choice) => Object.keys(choice));
    return made.values.filter((allowed) => allowed !== null).length + 2 * choices.length;
  };
  const isBetter = (a: Draft, b: Draft) => a.covers > b.covers || (a.covers === b.covers && toLookAt(a) < toLookAt(b));

  const rows: ContractedRow[] = [];
  const next = () => open.findIndex((set) => !isEmpty(set));
  for (let seed = next(); seed !== -1; seed = next()) {
    const wide = draftsAround(seed).map((narrow) => widened(seed, narrow));
    if (wide.length === 0) {
      const place = places[seed]!.values.join(', ');
      throw new Malformed(`the columns of a table must tell states apart: two with different outcomes are both shown as ${place}`);
    }
    const best = wide.reduce((one, other) => (isBetter(other, one) ? other : one));
    for (const index of inside(best.values)) open[index] = without(open[index]!, best.taken);
    rows.push({ values: best.values, condition: conditionFor(best), outcome, covers: best.covers });
  }
  return rows;
}

/** All sets of columns, large ones first, those of columns to the right before others of their size. */
function setsOf(columns: number) {
  const chosen = (mask: number) => [...Array(columns).keys()].filter((column) => (mask & (1 << column)) !== 0);
  return Array.from({ length: 2 ** columns }, (_, mask) => chosen(mask)).reverse().sort((a, b) => b.length - a.length);
}
