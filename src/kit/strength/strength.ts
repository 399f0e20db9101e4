/**
 * How strong the invariants are: whether they tell right from wrong. Measured on rule mutants, and on every outcome that
 * another list of effects would give a row.
 */
import { Tally } from './tally.ts';
import { rowsToJudge, wrongOutcomesOf } from './wrong-outcomes.ts';
import type { Command } from '../../kst/commands.ts';
import type { Reference, ReferenceRow } from './reference.ts';
import type { MutantVerdict } from './mutant-verdicts.ts';
import type { RuleWide } from './rule-wide.ts';
import type { Wrongness } from './wrong-outcomes.ts';

/** What settles a cell of the behaviour table: a claim, an assumption or a choice (spec/cells.json). */
export type Basis = 'claim' | 'assumption' | 'choice';

export type Cell = 'answer' | 'pool' | 'plans' | 'claimed' | 'known' | 'events';

/** What settles the cells of the rows of one command that one rule, the last to apply, decides. */
export type CellBases = { readonly command: string; readonly rule: string } & { readonly [cell in Cell]: { readonly class: Basis } };

/** Of so many, so many are rejected. */
export interface Share {
  readonly of: number;
  readonly rejected: number;
}

/** Wrong outcomes that contradict a cell settled so, and by invariants of which basis they are rejected. */
export interface BasisShare extends Share {
  readonly contradicts: Basis;
  readonly by: { readonly [basis in Basis]: number };
}

/** An invariant that says no more than a row of the rules does. */
export interface Transcription {
  readonly id: string;
  readonly because: 'it speaks of one state only' | 'it rejects outcomes of one row only' | 'it rejects outcomes in one state only';
}

export interface Strength {
  readonly mutants: {
    readonly operators: readonly { readonly operator: string; readonly killed: number; readonly equivalent: number; readonly survived: number }[];
    readonly survivors: readonly { readonly id: string; readonly trace: readonly Command[] }[];
    /** For each invariant the mutants that it kills, and those that no other kills. */
    readonly killers: readonly { readonly id: string; readonly killed: number; readonly alone: readonly string[] }[];
  };
  readonly outcomes: {
    /** Those that count, then those that do not. */
    readonly shares: readonly (Share & { readonly wrongness: Wrongness })[];
    /** Wrong values of the conflict that no continuation shows. */
    readonly neverShown: number;
    readonly bases: readonly BasisShare[];
    readonly survivors: readonly { readonly row: string; readonly outcome: string; readonly dialects: string }[];
    readonly transcriptions: readonly Transcription[];
    /** What counts, rejected by the other invariants alone. */
    readonly withoutTranscriptions: Share;
  };
  readonly rules: RuleWide;
}

/** How many mutants each operator makes, and what becomes of them. */
export function summary(verdicts: readonly MutantVerdict[]): Strength['mutants'] {
  const operators = [...new Set(verdicts.map(({ mutant }) => mutant.operator))];
  const invariants = [...new Set(verdicts.flatMap(({ killers }) => killers))].sort();
  return {
    operators: operators.map((operator) => {
      const count = (verdict: MutantVerdict['verdict']) => verdicts.filter((each) => each.mutant.operator === operator && each.verdict === verdict).length;
      return { operator, killed: count('killed'), equivalent: count('equivalent'), survived: count('survived') };
    }),
    survivors: verdicts.filter(({ verdict }) => verdict === 'survived').map(({ mutant, trace }) => ({ id: mutant.id, trace })),
    killers: invariants.map((id) => {
      const killed = verdicts.filter(({ killers }) => killers.includes(id));
      return { id, killed: killed.length, alone: killed.filter(({ killers }) => killers.length === 1).map(({ mutant }) => mutant.id) };
    }),
  };
}

/**
 * Every wrong outcome of every row of the narrow part.
 *
 * @param among only rows that it says yes to.
 */
export function measureOutcomes(reference: Reference, cells: readonly CellBases[], among: (row: ReferenceRow) => boolean = () => true): Strength['outcomes'] {
  const [narrow] = reference.all();
  const tally = new Tally(reference, narrow!, cells);
  for (const row of rowsToJudge(narrow!).filter(among)) for (const wrong of wrongOutcomesOf(reference, row)) tally.add(wrong);
  return tally.result();
}
