/**
 * Which rules rest on something.
 */
import type { AnyEffect, AnyRule } from './table.ts';
import type { System } from './system.ts';

/** The rules that cite an id, or that log an event, by its name. */
export function rulesFor(system: System, id: string): readonly AnyRule[] {
  const words: Readonly<Record<string, { readonly logs?: string }>> = { ...system.rulebook.partEffects, ...system.rulebook.wholeEffects };
  const logs = (effect: AnyEffect): boolean => words[effect.do]?.logs === id;
  const { dialects, rules } = system;
  const logsIt = ({ then }: AnyRule): boolean => dialects.each((dialect) => then(dialect).some(logs)).some(({ value }) => value);
  return rules.filter((rule) => rule.cites.includes(id) || logsIt(rule));
}
