/**
 * All invariants, by what they are of.
 */
import { conflictInvariants } from './conflicts.ts';
import { entryInvariants } from './entries.ts';
import { integrationInvariants } from './integrations.ts';
import { logInvariants } from './log.ts';
import { refusalInvariants } from './refusals.ts';
import { commutations, determinations, healings, idempotences, ways } from './runs.ts';
import { startInvariants } from './starts.ts';
import { topologyInvariants } from './topology.ts';
import { umRoutingInvariants } from './um-routing.ts';
import { worldInvariants } from './worlds.ts';
import type { Named, StepInvariant } from './invariant.ts';
import type { Commutation, Determination, Healing, Idempotence, Way } from './runs.ts';
import type { WorldInvariant } from './worlds.ts';

/** Everything that is demanded of the rules, by its kind. */
export interface InvariantSet {
  /** Of a step, seen from one server. */
  readonly steps: readonly StepInvariant[];
  /** Of a step, over all servers. */
  readonly worlds: readonly WorldInvariant[];
  readonly commutations: readonly Commutation[];
  readonly determinations: readonly Determination[];
  readonly idempotences: readonly Idempotence[];
  readonly healings: readonly Healing[];
  readonly ways: readonly Way[];
}

/** All invariants. */
export const invariantSet = (): InvariantSet => ({
  steps: [
    ...entryInvariants(),
    ...refusalInvariants(),
    ...topologyInvariants(),
    ...logInvariants(),
    ...umRoutingInvariants(),
    ...startInvariants(),
    ...conflictInvariants(),
    ...integrationInvariants(),
  ],
  worlds: worldInvariants(),
  commutations: commutations(),
  determinations: determinations(),
  idempotences: idempotences(),
  healings: healings(),
  ways: ways(),
});

/** Every invariant of a set: its id, what it says, and what it cites. */
export function allInvariants(set: InvariantSet = invariantSet()): readonly Named[] {
  return Object.values(set).flat();
}
