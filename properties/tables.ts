/**
 * Behaviour tables for tests: of a model over the narrow alphabet, as a file holds them, and with less or more in them.
 */
import { createHash } from 'node:crypto';
import { narrowAlphabet } from '../src/kst/alphabets.ts';
import { assumptions, defaultDialect } from '../src/kst/dialect.ts';
import { observer } from '../src/kst/invariants/observed.ts';
import { knownServersTable } from '../src/kst/model.ts';
import { behaviourTable, rowsOfTable } from '../src/kit/tables/behaviour.ts';
import { once } from '../src/kit/once.ts';
import { behaviourDiff } from '../src/kit/diff/diff.ts';
import { explore } from '../src/verify/explore.ts';
import type { BehaviourTable } from '../src/kit/tables/behaviour.ts';
import type { ComparableRow, ComparableTable } from '../src/kst/behaviour.ts';
import type { BehaviourDiff } from '../src/kit/diff/diff.ts';
import type { Model } from '../src/kst/model.ts';

export const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The narrow rows of a model; the wide alphabet, which takes longest, is left out. */
export function narrowTable(model: Model = knownServersTable()): ComparableTable {
  const watching = observer(model);
  const rows = rowsOfTable(model, watching, explore(watching.machine(narrowAlphabet())));
  return asFile({ assumptions: assumptions(), default: defaultDialect(), rows, wide: { rows: 0, digest: '', rules: [] } });
}

/** The whole table of the rules as they are, made once for all tests of a process. */
export const wholeTable = once((): BehaviourTable => behaviourTable(knownServersTable(), hash));

/** A table as JSON holds it: without the sets of dialects, which stand for nothing outside the process. */
export function asFile<T extends ComparableTable>(table: T): T {
  const text = JSON.stringify(table, (key, value: unknown) => (key === 'set' ? undefined : value));
  return JSON.parse(text) as T;
}

export function diffOf(before: ComparableTable, now: ComparableTable, model: Model = knownServersTable()): BehaviourDiff {
  return behaviourDiff(before, now, { model, hash });
}

/** The table with other rows. */
export function mapRows(table: ComparableTable, edit: (row: ComparableRow) => readonly ComparableRow[]): ComparableTable {
  return { ...table, rows: table.rows.flatMap(edit) };
}
