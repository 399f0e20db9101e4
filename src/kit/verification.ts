/**
 * What `kst verify` finds out: the proof, and the random sequences on top.
 */
import { allParts } from './proof.ts';
import { replay } from './replay.ts';
import type { Model } from '../kst/model.ts';
import type { Counterexample, Proof } from './proof.ts';
import type { RandomResult } from './random.ts';
import type { Replay } from './replay.ts';

export interface Verification {
  readonly verdict: 'upheld' | 'violated' | 'inconclusive';
  readonly proof: Proof;
  /** Null when no sequences were asked for, or the proof failed and they would add nothing. */
  readonly random: RandomResult | null;
  /** What was not looked at, and how to ask for it. */
  readonly leftOut: readonly string[];
  /** The shortest trace to anything that is wrong, played. */
  readonly counterexample: (Counterexample & { readonly replay: Replay; readonly suspects: readonly string[] }) | null;
}

/**
 * Puts the two together: violated before inconclusive before upheld.
 *
 * @param suspectsOf the rules to look at first for a broken invariant, by its id; asked only where one is broken.
 */
export function verification(model: Model, proof: Proof, random: RandomResult | null, suspectsOf: (id: string) => readonly string[]): Verification {
  const proved = new Set(proof.parts.map(({ name }) => name));
  const unproved = allParts().filter(({ name }) => !proved.has(name)).map(({ name }) => name);
  const leftOut = [
    ...(unproved.length === 0 ? [] : [`the alphabets ${unproved.join(', ')} (--alphabets all)`]),
    ...(random !== null ? [] : proof.verdict === 'upheld' ? ['random sequences (--runs)'] : [`random sequences: the proof is ${proof.verdict} already`]),
  ];
  const verdicts = [proof.verdict, random?.verdict ?? proof.verdict];
  const found = proof.counterexample ?? random?.counterexample ?? null;
  return {
    verdict: verdicts.includes('violated') ? 'violated' : verdicts.includes('inconclusive') ? 'inconclusive' : 'upheld',
    proof,
    random,
    leftOut,
    counterexample: found === null ? null : { ...found, replay: replay(model, found.trace), suspects: found.verdict === 'violated' ? suspectsOf(found.id).slice(0, 3) : [] },
  };
}
