import type { CellBases, Strength } from '../../kit/strength/strength.ts';
import type { Beside } from './beside.ts';
import type { Cache } from './cache.ts';

/** What was found out, and whether it was found out before: nothing that it depends on has changed since. */
export interface Found<T> {
  readonly value: T;
  readonly reused: boolean;
}

/**
 * The strength of the rules and invariants of this kit, measured in two workers, or as it was measured before.
 *
 * @throws Error when a worker fails.
 */
export async function measuredStrength(cells: readonly CellBases[], cache: Cache, [one, other]: readonly [Beside, Beside]): Promise<Found<Strength>> {
  const kept = cache.get<Strength>('strength');
  if (kept !== null) return { value: kept, reused: true };
  const [mutants, others] = await Promise.all([one.ask('mutants', undefined), other.ask('outcomes', cells)]);
  const value = { mutants, ...others };
  cache.put('strength', value);
  return { value, reused: false };
}
