/**
 * What `kst verify` finds out: the proof, and the random sequences on top.
 */
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
  /** The shortest trace to anything that is wrong, played. */
  readonly counterexample: (Counterexample & { readonly replay: Replay }) | null;
}

/** Puts the two together: violated before inconclusive before upheld. */
export function verification(model: Model, proof: Proof, random: RandomResult | null): Verification {
  const verdicts = [proof.verdict, random?.verdict ?? proof.verdict];
  const found = proof.counterexample ?? random?.counterexample ?? null;
  return {
    verdict: verdicts.includes('violated') ? 'violated' : verdicts.includes('inconclusive') ? 'inconclusive' : 'upheld',
    proof,
    random,
    counterexample: found === null ? null : { ...found, replay: replay(model, found.trace, found.id === 'rulebook') },
  };
}
