/**
 * What takes long to find out about the rules of this kit: that they are proved, what random sequences came to, and how
 * strong the invariants are. Each is taken over from an earlier run as long as nothing has changed that it depends on.
 */
import { reportedSequences } from '../reports.ts';
import { prove } from '../../kit/proof.ts';
import { tasks } from './tasks.ts';
import type { Exploration } from '../../kit/exploration.ts';
import type { Proof } from '../../kit/proof.ts';
import type { RandomResult } from '../../kit/random.ts';
import type { CellBases, Strength } from '../../kit/strength/strength.ts';
import type { Doing } from './beside.ts';
import type { Cache } from './cache.ts';

/** What was found out. */
export interface Found<T> {
  readonly value: T;
  /** Whether it was found out before: nothing that it depends on has changed since. */
  readonly reused: boolean;
  /** How long it took, wherever it was done; 0 where it is reused. */
  readonly milliseconds: number;
}

/** The proof over all parts, found here and now. One that fails is not kept: it is found anew every time. */
export function proofOf(exploration: Exploration, cache: Cache): Found<Proof> {
  const kept = reusing(cache.get<Proof>('proof'));
  if (kept !== null) return kept;
  const started = performance.now();
  const value = prove(exploration.model, undefined, {}, exploration);
  if (value.verdict === 'upheld') cache.put('proof', value);
  return { value, reused: false, milliseconds: performance.now() - started };
}

/**
 * Begins to play the random sequences of the reports in the worker. What fails is not kept.
 *
 * @returns what waits for them. It throws Error when the worker fails.
 */
export function beginSequences(cache: Cache, worker: Doing): () => Promise<Found<RandomResult>> {
  const kept = reusing(cache.get<RandomResult>('random'));
  if (kept !== null) return () => Promise.resolve(kept);
  const playing = worker.ask('random', reportedSequences);
  playing.catch(() => {}); // told when it is waited for
  return async () => {
    const { value, milliseconds } = await playing;
    if (value.verdict === 'upheld') cache.put('random', value);
    return { value, reused: false, milliseconds };
  };
}

/**
 * Begins to measure the strength of the rules and invariants: one half in the worker at once, the other here, when it is
 * asked for.
 *
 * @returns what finishes the measure. It throws Error when the worker fails.
 */
export function beginStrength(cells: readonly CellBases[], cache: Cache, worker: Doing): () => Promise<Found<Strength>> {
  const kept = reusing(cache.get<Strength>('strength'));
  if (kept !== null) return () => Promise.resolve(kept);
  const beside = worker.ask('mutants', undefined);
  beside.catch(() => {}); // told when it is waited for
  return async () => {
    const started = performance.now();
    const here = tasks.outcomes(cells);
    const milliseconds = performance.now() - started;
    const { value: mutants, milliseconds: more } = await beside;
    const value = { mutants, ...here };
    cache.put('strength', value);
    return { value, reused: false, milliseconds: milliseconds + more };
  };
}

function reusing<T>(value: T | null): Found<T> | null {
  return value === null ? null : { value, reused: true, milliseconds: 0 };
}
