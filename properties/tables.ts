/**
 * Behaviour tables for tests: of a specification over its first alphabet, as a file holds them, and with less or more in them.
 */
import { createHash } from 'node:crypto';
import { behaviourDiff } from '../src/engine/diff/diff.ts';
import { Exploration } from '../src/engine/explore/exploration.ts';
import { behaviourTable, eventHeadings } from '../src/engine/table/behaviour.ts';
import { limitsOf } from '../src/engine/table/limits.ts';
import { rowsOfTable } from '../src/engine/table/rows.ts';
import { knownServersTable } from '../src/kst/specification.ts';
import type { BehaviourDiff } from '../src/engine/diff/diff.ts';
import type { Specification } from '../src/engine/specification.ts';
import type { BehaviourTable, ComparableRow, ComparableTable } from '../src/engine/table/row.ts';
import type { Kst } from '../src/kst/words.ts';

export const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The rows over the first alphabet; the other alphabets, which take longest, are left out. */
export function narrowTable(specification: Specification = knownServersTable()): ComparableTable {
  const exploration = new Exploration(specification);
  const { choices, usual } = exploration.system.dialects;
  const wide = { rows: 0, digest: '', rules: [] };
  const beside = { events: eventHeadings(specification), limits: limitsOf(specification), wide };
  return asFile({ assumptions: choices, default: usual, rows: rowsOfTable(exploration), ...beside });
}

let whole: BehaviourTable<Kst> | null = null;

/** The whole table of the rules as they are, made once for all tests of a process. */
export const wholeTable = (): BehaviourTable<Kst> => (whole ??= behaviourTable(knownServersTable(), hash));

/** A table as JSON holds it: without the sets of dialects, which stand for nothing outside the process. */
export function asFile<T extends ComparableTable>(table: T): T {
  const text = JSON.stringify(table, (key, value: unknown) => (key === 'set' ? undefined : value));
  return JSON.parse(text) as T;
}

export function diffOf(before: ComparableTable, now: ComparableTable, specification: Specification = knownServersTable()): BehaviourDiff {
  return behaviourDiff(before, now, specification, hash);
}

/** The table with other rows. */
export function mapRows(table: ComparableTable, edit: (row: ComparableRow) => readonly ComparableRow[]): ComparableTable {
  return { ...table, rows: table.rows.flatMap(edit) };
}
