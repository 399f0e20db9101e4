/**
 * The figures of the page's overview, out of what was proved, sampled and measured.
 */
import { sizesText } from '../pages/proof-page.ts';
import type { PartResult, Proof } from '../../engine/prove/prove.ts';
import type { RandomResult } from '../../engine/random/sequences.ts';
import type { Strength } from '../../engine/strength/summary.ts';
import type { Overview } from './page-data.ts';

/** What the overview tells of; `Strength` is of the rules in all dialects. */
export interface Measured {
  readonly proof: Proof;
  readonly random: RandomResult;
  readonly strength: Strength;
}

/** The overview; what only the project's own folder tells - mutation, last change - comes from the caller. */
export function overviewOf({ proof, random, strength }: Measured, toldByFolder: Pick<Overview, 'mutation' | 'lastChange'>): Overview {
  const sum = (key: 'killed' | 'equivalent' | 'survived'): number => strength.operators.reduce((all, operator) => all + operator[key], 0);
  const undecided = (kind: string): number => proof.undecided.filter(({ verdict }) => verdict === kind).length;
  const size = (part: PartResult, figure: 'states' | 'transitions' | 'accepted'): string => sizesText(part.sizes, figure);
  return {
    verdict: proof.verdict === 'upheld' ? random.verdict : proof.verdict,
    dialects: proof.dialects.length,
    rules: proof.rules.length,
    invariants: proof.invariants.length,
    gaps: undecided('gap'),
    overlaps: undecided('overlap'),
    parts: proof.parts.map((part) => {
      const { name, says } = part;
      return { name, says, states: size(part, 'states'), rows: size(part, 'transitions'), accepted: size(part, 'accepted') };
    }),
    random: { runs: random.statistics.runs, steps: random.statistics.steps, seed: random.seed },
    mutants: { killed: sum('killed'), equivalent: sum('equivalent'), survived: sum('survived') },
    ...toldByFolder,
  };
}

/** The line of figures in reports/mutation.md; null where the text has none. */
export function mutationIn(markdown: string): Overview['mutation'] {
  const [, killed, survived, score] = /^\| (\d+) \| (\d+) \| ([\d.]+%) \|/m.exec(markdown) ?? [];
  return score === undefined ? null : { killed: Number(killed), survived: Number(survived), score };
}
