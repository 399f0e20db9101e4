/**
 * Other rules in the place of a specification's own: mutants, and what is planted.
 */
import type { Rulebook } from '../specification.ts';
import type { System } from './system.ts';

/** The specification, or rulebook, with the rules of another system. */
export function withRulesOf<R extends Rulebook>(rulebook: R, { tables }: System): R {
  const of = (makers: object): object => Object.fromEntries(Object.keys(makers).map((name) => [name, () => tables.get(name)!.rules]));
  return { ...rulebook, partTables: of(rulebook.partTables), wholeTables: of(rulebook.wholeTables), tables: of(rulebook.tables) };
}
