/**
 * Faults: mistakes that somebody could make in the table, each with the claims that it contradicts.
 */
import { mapTables } from './plant.ts';
import type { Dialect } from '../../src/kst/dialect.ts';
import type { Model } from '../../src/kst/model.ts';
import type { Rule } from '../../src/kst/rules/rule.ts';

/** A model with something wrong in it, made from the right one. */
export type Plant = (model: Model) => Model;

export interface Fault {
  /** X01, X02, ...: stable, never given to another fault. */
  readonly id: string;
  /** What is wrong, as a sentence. */
  readonly says: string;
  /** The claims, assumptions and choices that it contradicts: an invariant that cites each of them must catch it. */
  readonly contradicts: readonly string[];
  readonly plant: Plant;
  /** The smallest part of the proof that shows it, where the narrow one does not. */
  readonly shownBy?: 'narrow' | 'bystander' | 'spellings' | 'two servers' | 'wide';
  /** The one choice under which anything is wrong, where the others are left as they are. */
  readonly onlyIn?: Partial<Dialect>;
}

/** The fault, but in the dialects alone that make the given choice. It must not change when rules apply. */
export function onlyIn(choice: Partial<Dialect>, fault: Fault): Fault {
  return { ...fault, onlyIn: choice, plant: (model) => inDialects(choice, model, fault.plant(model)) };
}

function inDialects(choice: Partial<Dialect>, right: Model, wrong: Model): Model {
  const wrongRules = new Map(Object.values(wrong.rulebook).flat().map((rule) => [rule.id, rule]));
  return { ...wrong, rulebook: mapTables(right.rulebook, (table) => table.map((rule) => thenIn(choice, rule, wrongRules.get(rule.id)!))) };
}

function thenIn(choice: Partial<Dialect>, right: Rule, wrong: Rule): Rule {
  if (right === wrong) return right;
  const asked = Object.entries(choice) as [keyof Dialect, string][];
  return { ...right, then: (dialect) => (asked.every(([name, value]) => dialect[name] === value) ? wrong : right).then(dialect) };
}
