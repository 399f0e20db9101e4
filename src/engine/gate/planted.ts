/**
 * Faults that the gate plants into any specification: what shows that its steps can fail.
 */
import { behaviourDiff } from '../diff/diff.ts';
import { firings, undecided } from '../explore/decided.ts';
import { explore } from '../explore/explore.ts';
import { Inconclusive } from '../inconclusive.ts';
import { allInvariants } from '../prove/prove.ts';
import { machineOf } from '../rules/machine.ts';
import { withRulesOf } from '../rules/system.ts';
import { type JudgedMutant, judgeMutant } from '../strength/judge.ts';
import { type Mutant, mutantsOf } from '../strength/mutants.ts';
import { Reference } from '../strength/reference.ts';
import { behaviourTable } from '../table/behaviour.ts';
import type { Exploration } from '../explore/exploration.ts';
import type { AnyRule } from '../rules/table.ts';
import type { Fault, Specification } from '../specification.ts';
import type { BehaviourTable } from '../table/row.ts';

/** The specification without anything that judges it. */
export function unjudged(specification: Specification): Specification {
  return { ...specification, invariants: () => [], ofWholeSteps: () => [], ofRuns: () => [] };
}

/** The specification with an invariant that never has anything to say. */
export function withIdleInvariant(specification: Specification, id: string): Specification {
  const idle = { id, says: 'Nothing is ever said', cites: [], when: { refused: 'a reason that there is not' }, must: () => true };
  return { ...specification, invariants: () => [...specification.invariants(), idle] };
}

/** A rule that applies somewhere over the first alphabet, and the name of its table; null where none does. */
export function ruleInUse(exploration: Exploration): { readonly table: string; readonly rule: AnyRule } | null {
  const fired = firings(exploration.graph(exploration.specification.alphabets[0]!));
  for (const { name, rules } of exploration.system.tables.values()) {
    const rule = rules.find(({ id }) => fired.has(id));
    if (rule !== undefined) return { table: name, rule };
  }
  return null;
}

export type WrongOnPurpose = NonNullable<ReturnType<typeof wrongOnPurpose>>;

/**
 * A mutant that breaks an invariant of a step and leaves no gap, with the specification that it makes; on a short trace if there is
 * such, null where none does.
 */
export function wrongOnPurpose(exploration: Exploration) {
  const { system, specification } = exploration;
  const first = specification.alphabets[0]!;
  const reference = new Reference(exploration, [first]);
  const decides = ({ table, rules }: Mutant) =>
    undecided(explore(machineOf(system.instead(table, rules), first.commands))).length === 0;
  let best: JudgedMutant | null = null;
  for (const mutant of mutantsOf(system, reference.shown())) {
    const judged = judgeMutant(reference, mutant);
    if (judged.verdict !== 'killed' || judged.killers.includes('rulebook')) continue;
    if ((best === null || judged.trace.length < best.trace.length) && decides(mutant)) best = judged;
    if (best?.trace.length === 1) break;
  }
  return best && { mutant: best.mutant, specification: withRulesOf(specification, system.instead(best.mutant.table, best.mutant.rules)) };
}

/**
 * Why nobody can notice a fault, whatever the proof is worth; null where somebody can.
 *
 * @param table of the specification as it is.
 * @param digest the hash that the table was made with.
 */
export function whyNoFault(
  specification: Specification, { id, breaks, plant }: Fault, table: BehaviourTable, digest: (text: string) => string,
): string | null {
  const invariants = new Set(allInvariants(specification).map((invariant) => invariant.id));
  const unknown = breaks.find((name) => !invariants.has(name));
  if (breaks.length === 0) return `fault ${id} names no invariant`;
  if (unknown !== undefined) return `fault ${id} names ${unknown}, which is no invariant`;
  try {
    const { changes } = behaviourDiff(table, behaviourTable(plant(specification), digest), specification, digest);
    return changes.length === 0 ? `fault ${id} changes nothing of the rules` : null;
  } catch (error) {
    if (error instanceof Inconclusive) return null; // it changes the rules into some that have no end
    throw error;
  }
}
