/**
 * The one random runner: plays sequences that fast-check makes, and lets it shrink those that fail.
 */
import fc from 'fast-check';

export interface RandomRun<T> {
  /** How many sequences were played, the shrunken ones not counted. */
  readonly runs: number;
  readonly seed: number;
  /** The failing sequence, shrunken, and where fast-check found it; null when none failed. */
  readonly failure: { readonly sequence: T; readonly path: string } | null;
}

/**
 * Plays `runs` sequences. `play` says whether a sequence passes; it is told whether fast-check is shrinking already.
 *
 * The same seed gives the same sequences, on any machine.
 */
export function playRandom<T>(
  sequences: fc.Arbitrary<T>,
  { runs, seed }: { readonly runs: number; readonly seed: number },
  play: (sequence: T, shrinking: boolean) => boolean,
): RandomRun<T> {
  let failed = false;
  let played = 0;
  const property = fc.property(sequences, (sequence) => {
    if (!failed) played++;
    const passes = play(sequence, failed);
    failed ||= !passes;
    return passes;
  });
  const details = fc.check(property, { numRuns: runs, seed });
  const failure = details.counterexample === null ? null : { sequence: details.counterexample[0], path: details.counterexamplePath ?? '' };
  return { runs: played, seed, failure };
}
