/**
 * The figures of the page's overview, out of what was proved, sampled and measured.
 */
import { type Strength, totals } from '../../engine/strength/summary.ts';
import { sizesText } from '../pages/proof-page.ts';
import type { Proof } from '../../engine/prove/prove.ts';
import type { RandomResult } from '../../engine/random/sequences.ts';

/** What the overview tells of; `Strength` is of the rules in all dialects. */
export interface Measured {
  readonly proof: Proof;
  readonly random: RandomResult;
  readonly strength: Strength;
}

/** What only the project's own folder tells. */
export interface ToldByFolder {
  /** What Stryker found, as reports/mutation.md says it; null where that is not at hand. */
  readonly mutation: { readonly killed: number; readonly survived: number; readonly score: string } | null;
  /** The newest acceptance of spec/changes; null where no rule has changed behaviour yet. */
  readonly lastChange: { readonly day: string; readonly why: string; readonly changes: number } | null;
}

export type Overview = Readonly<ReturnType<typeof overviewOf>>;

/** The overview. */
export function overviewOf({ proof, random, strength }: Measured, toldByFolder: ToldByFolder) {
  const undecided = (kind: string) => proof.undecided.filter(({ verdict }) => verdict === kind).length;
  return {
    verdict: proof.verdict === 'upheld' ? random.verdict : proof.verdict,
    dialects: proof.dialects.length,
    rules: proof.rules.length,
    invariants: proof.invariants.length,
    gaps: undecided('gap'),
    overlaps: undecided('overlap'),
    /** The alphabets of the proof; a figure that the dialects do not share is given as `28 or 36`. */
    parts: proof.parts.map(({ name, says, sizes }) => {
      const [states, rows, accepted] = (['states', 'transitions', 'accepted'] as const).map((figure) => sizesText(sizes, figure));
      return { name, says, states, rows, accepted };
    }),
    random: { runs: random.statistics.runs, steps: random.statistics.steps, seed: random.seed },
    /** How many mutants of the rules the invariants kill, how many no one can tell from the rules, and how many survive. */
    mutants: totals(strength),
    ...toldByFolder,
  };
}

/** The line of figures in reports/mutation.md; null where the text has none. */
export function mutationIn(markdown: string): ToldByFolder['mutation'] {
  const [, killed, survived, score] = /^\| (\d+) \| (\d+) \| ([\d.]+%) \|/m.exec(markdown) ?? [];
  return score === undefined ? null : { killed: Number(killed), survived: Number(survived), score };
}
