/**
 * A specification with other rules, wherever these stand.
 */
import { systemOf } from '../src/engine/rules/system.ts';
import type { AnyEffect, AnyRule } from '../src/engine/rules/table.ts';
import type { Specification, Words } from '../src/engine/specification.ts';

type Edit<T> = (edited: T) => readonly AnyRule[];

/** Every table edited. What types keep out of a table may stand in it: a fault may be what a cast has let through. */
export function mapTables<W extends Words>(right: Specification<W>, edit: Edit<readonly AnyRule[]>): Specification<W> {
  const edited = (tables: Readonly<Record<string, () => readonly object[]>>): object =>
    Object.fromEntries(Object.entries(tables).map(([name, make]) => [name, () => edit(make() as readonly AnyRule[])]));
  const { partTables, wholeTables, tables } = right;
  return { ...right, partTables: edited(partTables), wholeTables: edited(wholeTables), tables: edited(tables) } as Specification<W>;
}

/** Other rules stand where a rule stood. */
export function withRule<W extends Words>(right: Specification<W>, id: string, edit: Edit<AnyRule>): Specification<W> {
  if (!systemOf(right).rules.some((rule) => rule.id === id)) throw new RangeError(`there is no rule ${id}`);
  return mapTables(right, (rules) => rules.flatMap((rule) => (rule.id === id ? edit(rule) : [rule])));
}

/** A rule does something else. */
export function withEffects<W extends Words>(
  right: Specification<W>,
  id: string,
  edit: (effects: readonly AnyEffect[]) => readonly AnyEffect[],
): Specification<W> {
  return withRule(right, id, (rule) => [{ ...rule, then: (dialect) => edit(rule.then(dialect)) }]);
}
