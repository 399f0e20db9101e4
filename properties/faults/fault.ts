/**
 * Faults: mistakes that somebody could make in the table, each with the claims that it contradicts.
 */
import { systemOf } from '../../src/engine/rules/system.ts';
import { mapTables } from '../with-rule.ts';
import type { AnyRule } from '../../src/engine/rules/table.ts';
import type { Fault, Specification } from '../../src/engine/specification.ts';
import type { Dialect } from '../../src/kst/assumptions.ts';
import type { Kst } from '../../src/kst/words.ts';

/** A specification with something wrong in it, made from the right one. */
export type Plant = (right: Specification<Kst>) => Specification<Kst>;

/** Its id (X01, X02, ...) is stable, and never given to another fault. */
export interface KstFault extends Fault<Kst> {
  /** The claims, assumptions and choices that it contradicts: one of those that it breaks must cite each of them. */
  readonly contradicts: readonly string[];
  /** The smallest alphabet of the proof that shows it, where the narrow one does not. */
  readonly shownBy?: 'narrow' | 'bystander' | 'spellings' | 'two servers' | 'wide';
  /** The one choice under which anything is wrong, where the others are left as they are. */
  readonly onlyIn?: Partial<Dialect>;
}

/** The fault, but in the dialects alone that make the given choice. It must not change when rules apply. */
export function onlyIn(choice: Partial<Dialect>, fault: KstFault): KstFault {
  return { ...fault, onlyIn: choice, plant: (right) => inDialects(choice, right, fault.plant(right)) };
}

function inDialects(choice: Partial<Dialect>, right: Specification<Kst>, wrong: Specification<Kst>): Specification<Kst> {
  const wrongRules = new Map(systemOf(wrong).rules.map((rule) => [rule.id, rule]));
  return mapTables(right, (table) => table.map((rule) => thenIn(choice, rule, wrongRules.get(rule.id)!)));
}

function thenIn(choice: Partial<Dialect>, right: AnyRule, wrong: AnyRule): AnyRule {
  const asked = Object.entries(choice);
  return { ...right, then: (dialect) => (asked.every(([name, value]) => dialect[name] === value) ? wrong : right).then(dialect) };
}
