/**
 * What `kst verify` finds out: the proof, and the random sequences on top.
 */
import { alphabetsFor } from '../explore/exploration.ts';
import { replay, type Replay } from '../replay/simulate.ts';
import type { RandomResult } from '../random/sequences.ts';
import type { Specification, Words } from '../specification.ts';
import type { Counterexample, Proof } from './prove.ts';

export interface Verification<W extends Words = any> {
  readonly verdict: 'upheld' | 'violated' | 'inconclusive';
  readonly proof: Proof<W>;
  /** Null when no sequences were asked for, or the proof failed and they would add nothing. */
  readonly random: RandomResult<W> | null;
  /** What was not looked at, and how to ask for it. */
  readonly leftOut: readonly string[];
  /** The shortest trace to anything that is wrong, played. */
  readonly counterexample: PlayedCounterexample<W> | null;
}

export interface PlayedCounterexample<W extends Words = any> extends Counterexample<W> {
  readonly replay: Replay<W>;
  /** The rules to look at first. */
  readonly suspects: readonly string[];
}

/**
 * Puts the two together: violated before inconclusive before upheld.
 *
 * @param suspectsOf the rules to look at first for a broken invariant, by its id; asked only where one is broken.
 */
export function verification<W extends Words>(
  specification: Specification<W>,
  proof: Proof<W>,
  random: RandomResult<W> | null,
  suspectsOf: (id: string) => readonly string[],
): Verification<W> {
  const proved = new Set(proof.parts.map(({ name }) => name));
  const unproved = alphabetsFor(specification, 'proof').filter(({ name }) => !proved.has(name)).map(({ name }) => name);
  const unplayed = proof.verdict === 'upheld' ? 'random sequences (--runs)' : `random sequences: the proof is ${proof.verdict} already`;
  const leftOut = [
    ...(unproved.length === 0 ? [] : [`the alphabets ${unproved.join(', ')} (--alphabets all)`]),
    ...(random === null ? [unplayed] : []),
  ];
  const verdicts = [proof.verdict, random?.verdict ?? proof.verdict];
  const found = proof.counterexample ?? random?.counterexample ?? null;
  return {
    verdict: verdicts.includes('violated') ? 'violated' : verdicts.includes('inconclusive') ? 'inconclusive' : 'upheld',
    proof,
    random,
    leftOut,
    counterexample: found && {
      ...found,
      replay: replay(specification, found.trace),
      suspects: found.verdict === 'violated' ? suspectsOf(found.id).slice(0, 3) : [],
    },
  };
}
