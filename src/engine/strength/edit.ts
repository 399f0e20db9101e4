import type { AnyRule, Table } from '../rules/table.ts';

/** A way to get one rule of a table wrong. */
export interface Edit {
  readonly operator: string;
  readonly place: string;
  readonly rule: AnyRule;
  /** Whether it may apply where it did not before. */
  readonly widens?: boolean;
}

/** The values that a table is ever shown in a cell. */
export type Shown = (table: Table, cell: string) => readonly unknown[];
