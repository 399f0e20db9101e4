import { beside } from './beside.ts';
import type { CellBases, Strength } from '../../kit/strength/strength.ts';
import type { Cache } from './cache.ts';

/** What was found out, and whether it was found out before: nothing that it depends on has changed since. */
export interface Found<T> {
  readonly value: T;
  readonly reused: boolean;
}

/**
 * The strength of the rules and invariants of this kit, measured in workers, or as it was measured before.
 *
 * @param signal ends the workers.
 * @throws Error when a worker fails, or is ended by the signal.
 */
export async function measuredStrength(cells: readonly CellBases[], cache: Cache, signal?: AbortSignal): Promise<Found<Strength>> {
  const kept = cache.get<Strength>('strength');
  if (kept !== null) return { value: kept, reused: true };
  const [mutants, others] = await Promise.all([beside('mutants', undefined, signal), beside('outcomes', cells, signal)]);
  const value = { mutants, ...others };
  cache.put('strength', value);
  return { value, reused: false };
}
