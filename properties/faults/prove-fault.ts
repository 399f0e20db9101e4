/**
 * What comes of a fault: it is planted, and proved over the smallest alphabet that shows it.
 */
import { Exploration } from '../../src/engine/explore/exploration.ts';
import { prove } from '../../src/engine/prove/prove.ts';
import { systemOf } from '../../src/engine/rules/system.ts';
import type { Proof } from '../../src/engine/prove/prove.ts';
import type { Witness } from '../../src/engine/prove/witness.ts';
import type { Specification } from '../../src/engine/specification.ts';
import type { Dialect } from '../../src/kst/assumptions.ts';
import type { Kst } from '../../src/kst/words.ts';
import type { KstFault } from './fault.ts';

/** Whether two specifications differ in their rules alone. */
export function differInRules(one: Specification<Kst>, other: Specification<Kst>): boolean {
  return (['observer', 'status', 'events', 'commands', 'cells'] as const).every((part) => one[part] === other[part]);
}

/** A faulty specification in some dialects; what a witness of the right one has seen it need not look at again. */
export function explorationOf(wrong: Specification<Kst>, choices: Partial<Dialect>, witness?: Witness<Kst>): Exploration<Kst> {
  return new Exploration(wrong, systemOf(wrong).dialects.with(choices), witness);
}

/** What proving it tells; over a larger alphabet in one dialect. */
export function proofOf({ plant, shownBy = 'narrow' }: KstFault, right: Specification<Kst>, witness?: Witness<Kst>): Proof<Kst> {
  const wrong = plant(right);
  const choices = shownBy === 'narrow' ? {} : systemOf(right).dialects.usual;
  const alphabets = right.alphabets.filter(({ name }) => name === shownBy);
  return prove(wrong, alphabets, explorationOf(wrong, choices, differInRules(wrong, right) ? witness : undefined));
}

/** The invariants that it breaks. */
export function brokenIn({ invariants }: Proof<Kst>): readonly string[] {
  return invariants.filter(({ verdict }) => verdict === 'violated').map(({ id }) => id);
}
