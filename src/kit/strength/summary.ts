/**
 * How strong the invariants are: whether they tell wrong rules from right ones.
 */
import type { Command } from '../../kst/commands.ts';
import type { JudgedMutant } from './judge.ts';

export interface Strength {
  readonly operators: readonly { readonly operator: string; readonly killed: number; readonly equivalent: number; readonly survived: number }[];
  readonly survivors: readonly { readonly id: string; readonly trace: readonly Command[] }[];
  /** For each invariant the mutants that it kills, and those that no other kills. */
  readonly killers: readonly { readonly id: string; readonly killed: number; readonly alone: readonly string[] }[];
}

/** How many mutants each operator makes, and what becomes of them. */
export function summary(judged: readonly JudgedMutant[]): Strength {
  const operators = [...new Set(judged.map(({ mutant }) => mutant.operator))];
  const invariants = [...new Set(judged.flatMap(({ killers }) => killers))].sort();
  return {
    operators: operators.map((operator) => {
      const count = (verdict: JudgedMutant['verdict']) => judged.filter((each) => each.mutant.operator === operator && each.verdict === verdict).length;
      return { operator, killed: count('killed'), equivalent: count('equivalent'), survived: count('survived') };
    }),
    survivors: judged.filter(({ verdict }) => verdict === 'survived').map(({ mutant, trace }) => ({ id: mutant.id, trace })),
    killers: invariants.map((id) => {
      const killed = judged.filter(({ killers }) => killers.includes(id));
      return { id, killed: killed.length, alone: killed.filter(({ killers }) => killers.length === 1).map(({ mutant }) => mutant.id) };
    }),
  };
}
