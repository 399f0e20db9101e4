/**
 * A table of rules, made ready: the cells that each rule looks at, and which rules apply to a view.
 */
import { matcherOf, type Matcher } from '../patterns.ts';
import type { Cell } from '../specification.ts';

/** A rule of any table, as the engine reads it. */
export interface AnyRule {
  readonly id: string;
  readonly says: string;
  readonly cites: readonly string[];
  readonly neverIn?: readonly { readonly [assumption: string]: string }[];
  readonly when: { readonly [cell: string]: unknown };
  readonly then: (dialect: any) => readonly AnyEffect[];
}

export interface AnyEffect {
  readonly do: string;
  readonly [field: string]: unknown;
}

/** The table that an effect runs: one that it asks, also of each part, or that of a command. */
export function tableRunBy(effect: AnyEffect): string | undefined {
  return { ask: effect['table'], each: effect['table'], perform: effect['command'] }[effect.do] as string | undefined;
}

export type AnyCell = Cell<unknown, readonly any[]>;

/** What a table is about: one part that a command names, the whole, or each part (or one that another rule asks about). */
export type TableKind = 'part' | 'whole' | 'each';

/** What the rules of a table see, cell by cell. */
export interface View {
  readonly [cell: string]: unknown;
}

export interface NearRule {
  readonly rule: Pick<AnyRule, 'id' | 'says'>;
  /** What keeps it from applying: the cells of the view that it asks otherwise, as they are; undefined for a cell that there is not. */
  readonly butFor: readonly { readonly cell: string; readonly is: unknown }[];
}

function noSuchValue(cell: string, value: unknown, values: readonly unknown[]) {
  const expected = values.map((each) => JSON.stringify(each)).join(', ');
  return new Error(`the cell ${cell} has no value ${JSON.stringify(value)}; expected one of ${expected}`);
}

/** Rules of which exactly one applies to each view. */
export class Table {
  readonly name: string;
  readonly kind: TableKind;
  readonly rules: readonly AnyRule[];
  readonly cells: readonly (readonly [string, AnyCell])[];
  /** By the number of a view, the rules that apply; filled as views come up. */
  private readonly applying: (readonly AnyRule[])[] = [];
  private readonly matchers: readonly Matcher[];

  constructor(name: string, kind: TableKind, rules: readonly AnyRule[], cells: Table['cells']) {
    this.name = name;
    this.kind = kind;
    this.rules = rules;
    this.cells = cells;
    this.matchers = rules.map(({ when }) => matcherOf(when));
  }

  /**
   * The rules that apply to what the cells show.
   *
   * @param given what each cell is read of.
   * @throws an Error for a cell that gives what is none of its values.
   */
  ask(given: readonly unknown[]): readonly AnyRule[] {
    let number = 0;
    for (const [name, cell] of this.cells) {
      const value = cell.of(...given);
      const index = cell.values.indexOf(value);
      if (index === -1) throw noSuchValue(name, value, cell.values);
      number = number * cell.values.length + index;
    }
    return (this.applying[number] ??= this.matching(this.viewOf(given)));
  }

  /** What the cells show, cell by cell. */
  viewOf(given: readonly unknown[]): View {
    return Object.fromEntries(this.cells.map(([name, cell]) => [name, cell.of(...given)]));
  }

  /** The rules that apply to a view. A cell that there is not applies to nothing. */
  matching(view: View): readonly AnyRule[] {
    return this.rules.filter((_, index) => this.matchers[index]!(view));
  }

  /** The rules that nearly apply, where none does: those that ask the fewest cells of a view otherwise, in their order. */
  near(view: View): readonly NearRule[] {
    const near = this.rules.map(({ id, says, when }) => {
      const misses = Object.entries(when).filter(([cell, pattern]) => !matcherOf(pattern)(view[cell]));
      return { rule: { id, says }, butFor: misses.map(([cell]) => ({ cell, is: view[cell] })) };
    });
    const fewest = Math.min(...near.map(({ butFor }) => butFor.length));
    return near.filter(({ butFor }) => butFor.length === fewest);
  }

  /** The cells that a rule looks at, in their order, and the values that it lets through; one that it lets all through is none. */
  wanted({ when }: AnyRule): readonly { readonly cell: string; readonly values: readonly unknown[] }[] {
    return this.cells.flatMap(([cell, { values: all }]) => {
      if (!(cell in when)) return [];
      const values = all.filter(matcherOf(when[cell]));
      return values.length === all.length ? [] : [{ cell, values }];
    });
  }
}
