/**
 * How strong the invariants are: whether they tell wrong rules from right ones.
 */
import type { Command, Words } from '../specification.ts';
import type { JudgedMutant } from './judge.ts';

export interface Strength<W extends Words = any> {
  readonly operators: readonly ({ readonly operator: string } & { readonly [verdict in JudgedMutant['verdict']]: number })[];
  readonly survivors: readonly { readonly id: string; readonly trace: readonly Command<W>[] }[];
  /** For each invariant that is the only one to kill some mutants, these. */
  readonly killers: readonly { readonly id: string; readonly alone: readonly string[] }[];
}

/** What becomes of the mutants of all operators. */
export function totals({ operators }: Strength): { readonly [verdict in JudgedMutant['verdict']]: number } {
  const sum = (verdict: JudgedMutant['verdict']) => operators.reduce((all, operator) => all + operator[verdict], 0);
  return { killed: sum('killed'), equivalent: sum('equivalent'), survived: sum('survived') };
}

/** How many mutants each operator makes, and what becomes of them. */
export function summary<W extends Words>(judged: readonly JudgedMutant<W>[]): Strength<W> {
  const operators = [...new Set(judged.map(({ mutant }) => mutant.operator))];
  const byOne = Map.groupBy(judged.filter(({ killers }) => killers.length === 1), ({ killers }) => killers[0]!);
  return {
    operators: operators.map((operator) => {
      const own = judged.filter(({ mutant }) => mutant.operator === operator);
      const count = (verdict: JudgedMutant['verdict']) => own.filter((each) => each.verdict === verdict).length;
      return { operator, killed: count('killed'), equivalent: count('equivalent'), survived: count('survived') };
    }),
    survivors: judged.filter(({ verdict }) => verdict === 'survived').map(({ mutant, trace }) => ({ id: mutant.id, trace })),
    killers: [...byOne].map(([id, alone]) => ({ id, alone: alone.map(({ mutant }) => mutant.id) })),
  };
}
