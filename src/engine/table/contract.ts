/**
 * Contraction: many places that come to the same, as few rows with don't-care columns. Exact: a row stands for those places
 * and for no other, and no two rows stand for one place (hit policy UNIQUE).
 */
import { conditionOf } from '../dialects/conditions.ts';
import { both, either, haveCommon, isEmpty, sizeOf, without } from '../dialects/set.ts';
import { Malformed } from '../rules/malformed.ts';
import type { Condition } from '../dialects/conditions.ts';
import type { Dialects } from '../dialects/dialects.ts';
import type { VariantSet } from '../dialects/set.ts';

/** What comes of a place in the table, in some dialects. */
export interface Place {
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
export function contract(dialects: Dialects, places: readonly Place[]): readonly ContractedRow[] {
  const outcomes = [...new Set(places.map(({ outcome }) => outcome))];
  return outcomes.flatMap((outcome) => new Search(dialects, places, outcome).rows());
}

/** Whether a row speaks of a place, in some dialect. */
export function speaksOf({ values }: Pick<ContractedRow, 'values'>, place: readonly string[]): boolean {
  return values.every((allowed, column) => allowed === null || allowed.includes(place[column]!));
}

/** A row in the making: the dialects that it takes its places in, and those in which it would take another's. */
interface Draft {
  readonly values: ContractedRow['values'];
  readonly taken: VariantSet;
  readonly barred: VariantSet;
  readonly covers: number;
}

/** The rows of one outcome. */
class Search {
  private readonly dialects: Dialects;
  private readonly places: readonly Place[];
  private readonly outcome: string;
  /** For each place the dialects in which it has the outcome and no row stands for it yet. */
  private readonly open: VariantSet[];
  /** For each column its values. */
  private readonly domains: readonly (readonly string[])[];

  constructor(dialects: Dialects, places: readonly Place[], outcome: string) {
    this.dialects = dialects;
    this.places = places;
    this.outcome = outcome;
    this.open = places.map((place) => (place.outcome === outcome ? place.dialects : dialects.none));
    this.domains = places[0]!.values.map((_, column) => [...new Set(places.map(({ values }) => values[column]!))]);
  }

  rows(): readonly ContractedRow[] {
    const rows: ContractedRow[] = [];
    const next = (): number => this.open.findIndex((set) => !isEmpty(set));
    for (let seed = next(); seed !== -1; seed = next()) {
      const { values, taken, barred, covers } = this.widest(seed);
      for (const index of this.inside(values)) this.open[index] = without(this.open[index]!, taken);
      rows.push({ values, condition: conditionOf(this.dialects, taken, either(taken, barred)), outcome: this.outcome, covers });
    }
    return rows;
  }

  /** The row that covers most among those around a place; of such, the one with the least to look at. */
  private widest(seed: number): Draft {
    let best: Draft | null = null;
    for (const narrow of this.draftsAround(seed)) {
      const wide = this.widened(seed, narrow);
      if (best === null || this.isBetter(wide, best)) best = wide;
    }
    if (best !== null) return best;
    const place = this.places[seed]!.values.join(', ');
    throw new Malformed(`the columns of a table must tell states apart: two with different outcomes are both shown as ${place}`);
  }

  private isBetter(a: Draft, b: Draft): boolean {
    return a.covers > b.covers || (a.covers === b.covers && this.toLookAt(a) < this.toLookAt(b));
  }

  /** Rows that look at some of the columns of a place, for each the one value; of more columns than can all be tried a single row. */
  private *draftsAround(seed: number): Generator<Draft> {
    const { values } = this.places[seed]!;
    const dropping = (dropped: (column: number) => boolean): Draft | null =>
      this.draft(seed, values.map((value, column) => (dropped(column) ? null : [value])));
    if (values.length <= mostColumns) {
      for (const mask of masks(values.length)) {
        const draft = dropping((column) => (mask & (1 << column)) !== 0);
        if (draft !== null) yield draft;
      }
      return;
    }
    // Column by column, from the right: each is dropped if the row stays exact without it.
    const dropped = new Set<number>();
    for (const column of values.keys().toArray().reverse()) {
      if (dropping((each) => each === column || dropped.has(each)) !== null) dropped.add(column);
    }
    const draft = dropping((column) => dropped.has(column));
    if (draft !== null) yield draft;
  }

  /** How much a row looks at. A choice of an assumption counts twice: rows for all dialects read best. */
  private toLookAt({ values, taken, barred }: Draft): number {
    const choices = conditionOf(this.dialects, taken, either(taken, barred)).flatMap((choice) => Object.keys(choice));
    return values.filter((allowed) => allowed !== null).length + 2 * choices.length;
  }

  /** Adds to each column that is looked at what other values it can have as well. */
  private widened(seed: number, from: Draft): Draft {
    let best = from;
    for (const [column, allowed] of from.values.entries()) {
      if (allowed === null) continue;
      const domain = this.domains[column]!;
      for (const value of domain) {
        if (best.values[column]!.includes(value)) continue;
        const more = domain.filter((each) => each === value || best.values[column]!.includes(each));
        const draft = this.draft(seed, best.values.with(column, more));
        if (draft !== null && draft.covers > best.covers) best = draft;
      }
    }
    return best;
  }

  /** The row of these values; null where it could not cover the whole of its seed. */
  private draft(seed: number, values: ContractedRow['values']): Draft | null {
    const { open, places, dialects } = this;
    const inside = this.inside(values);
    const barred = inside.reduce((set, index) => either(set, without(places[index]!.dialects, open[index]!)), dialects.none);
    if (haveCommon(open[seed]!, barred)) return null;
    const taken = without(inside.reduce((set, index) => either(set, open[index]!), dialects.none), barred);
    return { values, taken, barred, covers: inside.reduce((sum, index) => sum + sizeOf(both(open[index]!, taken)), 0) };
  }

  /** The places that such a row speaks of. */
  private inside(values: ContractedRow['values']): readonly number[] {
    return [...this.places.keys()].filter((index) => speaksOf({ values }, this.places[index]!.values));
  }
}

/** All sets of columns as bits, large ones first, those of columns to the right before others of their size. */
function masks(columns: number): readonly number[] {
  const size = (mask: number): number => mask.toString(2).replaceAll('0', '').length;
  return Array.from({ length: 2 ** columns }, (_, mask) => mask).sort((a, b) => size(b) - size(a) || b - a);
}
