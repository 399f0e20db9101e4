/**
 * What plays random sequences, for whoever imports the engine: fast-check is loaded only when one of these is called.
 */
import type { conformance as Conforming } from '../conform/conformance.ts';
import type { Specification, Words } from '../specification.ts';
import type { RandomOptions, RandomResult } from './sequences.ts';

/** Plays random sequences and judges every step by every invariant of a step. */
export async function playSequences<W extends Words>(specification: Specification<W>, options: RandomOptions<W>): Promise<RandomResult<W>> {
  const sequences = await import('./sequences.ts');
  return sequences.playSequences(specification, options);
}

/**
 * Compares an implementation with the rules, whole or one shard of it.
 *
 * @param given among them what starts the implementation anew, in a number of processes (default: as many as the user wants).
 */
export async function conformance(...given: Parameters<typeof Conforming>): ReturnType<typeof Conforming> {
  const conform = await import('../conform/conformance.ts');
  return conform.conformance(...given);
}
