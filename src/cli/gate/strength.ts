import { tasks } from './tasks.ts';
import type { CellBases, Strength } from '../../kit/strength/strength.ts';
import type { Beside } from './beside.ts';
import type { Cache } from './cache.ts';

/** What was found out. */
export interface Found<T> {
  readonly value: T;
  /** Whether it was found out before: nothing that it depends on has changed since. */
  readonly reused: boolean;
  /** How long it took, wherever it was done; 0 where it is reused. */
  readonly milliseconds: number;
}

/**
 * Begins to measure the strength of the rules and invariants of this kit, or takes it as it was measured before: one half
 * in the worker at once, the other here, when it is asked for.
 *
 * @returns what finishes the measure. It throws Error when the worker fails.
 */
export function beginStrength(cells: readonly CellBases[], cache: Cache, worker: Beside): () => Promise<Found<Strength>> {
  const kept = cache.get<Strength>('strength');
  if (kept !== null) return () => Promise.resolve({ value: kept, reused: true, milliseconds: 0 });
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
