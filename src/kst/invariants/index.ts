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

export { commutations, determinations, healings, idempotences, ways, worldInvariants };

/** The invariants of a step, seen from one server. */
export const stepInvariants = (): readonly StepInvariant[] => [
  ...entryInvariants(),
  ...refusalInvariants(),
  ...topologyInvariants(),
  ...logInvariants(),
  ...umRoutingInvariants(),
  ...startInvariants(),
  ...conflictInvariants(),
  ...integrationInvariants(),
];

/** Every invariant: its id, what it says, and what it cites. */
export const allInvariants = (): readonly Named[] => [
  ...stepInvariants(),
  ...worldInvariants(),
  ...commutations(),
  ...determinations(),
  ...idempotences(),
  ...healings(),
  ...ways(),
];
