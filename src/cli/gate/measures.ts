/**
 * What takes long to find out about the rules: that they are proved, what random sequences came to, and how
 * strong the invariants are. Each is taken over from an earlier run as long as nothing has changed that it depends on.
 */
import { prove } from '../../engine/prove/prove.ts';
import { playSequences } from '../../engine/random/sequences.ts';
import { judgeMutants } from '../../engine/strength/judge.ts';
import { Reference } from '../../engine/strength/reference.ts';
import { summary } from '../../engine/strength/summary.ts';
import { reportedSequences } from '../reports.ts';
import type { Exploration } from '../../engine/explore/exploration.ts';
import type { Proof } from '../../engine/prove/prove.ts';
import type { RandomResult } from '../../engine/random/sequences.ts';
import type { Specification } from '../../engine/specification.ts';
import type { Strength } from '../../engine/strength/summary.ts';
import type { Cache } from './cache.ts';

/** What was found out. */
export interface Found<T> {
  readonly value: T;
  /** Whether it was found out before: nothing that it depends on has changed since. */
  readonly reused: boolean;
}

/** The proof over all parts. One that fails is not kept: it is found anew every time. */
export function proofOf(exploration: Exploration, cache: Cache): Found<Proof> {
  return found('proof', cache, () => prove(exploration.specification, undefined, exploration), isUpheld);
}

/** What the random sequences of the reports come to. What fails is not kept. */
export function randomOf(specification: Specification, cache: Cache): Found<RandomResult> {
  return found('random', cache, () => playSequences(specification, reportedSequences), isUpheld);
}

/** How strong the rules and invariants are. */
export function strengthOf(exploration: Exploration, cache: Cache): Found<Strength> {
  return found('strength', cache, () => summary(judgeMutants(new Reference(exploration))));
}

function found<T>(name: string, cache: Cache, find: () => T, isKept: (value: T) => boolean = () => true): Found<T> {
  const kept = cache.get<T>(name);
  if (kept !== null) return { value: kept, reused: true };
  const value = find();
  if (isKept(value)) cache.put(name, value);
  return { value, reused: false };
}

function isUpheld({ verdict }: { readonly verdict: string }): boolean {
  return verdict === 'upheld';
}
