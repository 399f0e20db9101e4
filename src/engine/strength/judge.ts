/**
 * What becomes of a mutant of the rules: killed by an invariant, equivalent to the rules as they are, or survived. The rules are
 * explored once, and a mutant is played again in the rows that it can change.
 */
import { brokenBy, type Difference, differences, shows } from './differences.ts';
import { brokenAnywhere, laterIn, traceTo } from './later.ts';
import { type Mutant, mutantsOf } from './mutants.ts';
import { WrongRules } from './wrong.ts';
import type { System } from '../rules/system.ts';
import type { Command, Words } from '../specification.ts';
import type { Reference } from './reference.ts';

/** What becomes of changed rules. */
export interface Judged<W extends Words = any> {
  readonly verdict: 'killed' | 'equivalent' | 'survived';
  /** Invariants that break, or `rulebook` where the rules do not decide: none beyond the rows in which a second one is found. */
  readonly killers: readonly string[];
  /** The commands to the first row that goes otherwise; empty for what is equivalent. */
  readonly trace: readonly Command<W>[];
}

export type JudgedMutant<W extends Words = any> = Judged<W> & { readonly mutant: Mutant };

/** Judges every mutant of the reference's rules. */
export function judgeMutants<W extends Words>(reference: Reference<W>): readonly JudgedMutant<W>[] {
  return mutantsOf(reference.right.system, reference.shown()).map((mutant) => judgeMutant(reference, mutant));
}

export function judgeMutant<W extends Words>(reference: Reference<W>, mutant: Mutant): JudgedMutant<W> {
  const changed = reference.right.system.instead(mutant.table, mutant.rules);
  return { mutant, ...judge(reference, changed, mutant.within) };
}

/**
 * Judges changed rules, in all dialects.
 *
 * @param changed the right system with other rules in some of its tables.
 * @param within the rules that are other ones, or of whose rows others may take some.
 */
export function judge<W extends Words>(reference: Reference<W>, changed: System<W>, within: readonly string[]): Judged<W> {
  const { right, exploration: { witness } } = reference;
  const wrong = new WrongRules(right, changed, within);
  let trace: readonly Command<W>[] | null = null;
  for (const explored of reference.explored()) {
    const found: Difference[] = [];
    let killers = new Set<string>();
    for (const difference of differences(right, wrong, wrong.rowsIn(explored))) {
      found.push(difference);
      if (trace === null && shows(right, difference)) trace = traceTo(explored, difference.row);
      for (const id of brokenBy(witness, difference)) killers.add(id);
      if (killers.size > 1) break;
    }
    if (killers.size === 0) {
      const later = laterIn(reference, wrong, explored, found);
      trace ??= later.trace;
      killers = new Set(later.killers);
    }
    if (killers.size > 0) return { verdict: 'killed', killers: [...killers].sort(), trace: trace ?? traceTo(explored, found[0]!.row) };
  }
  if (trace === null) return { verdict: 'equivalent', killers: [], trace: [] };
  const killers = brokenAnywhere(reference, wrong);
  return { verdict: killers.length > 0 ? 'killed' : 'survived', killers, trace };
}
