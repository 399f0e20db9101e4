/**
 * All invariants of a step seen from one server, by what they are of.
 */
import { conflictInvariants } from './conflicts.ts';
import { entryInvariants } from './entries.ts';
import { integrationInvariants } from './integrations.ts';
import { logInvariants } from './log.ts';
import { refusalInvariants } from './refusals.ts';
import { startInvariants } from './starts.ts';
import { topologyInvariants } from './topology.ts';
import { umRoutingInvariants } from './um-routing.ts';
import type { KstInvariant } from './invariant.ts';

export const stepInvariants = (): readonly KstInvariant[] => [
  ...entryInvariants(),
  ...refusalInvariants(),
  ...topologyInvariants(),
  ...logInvariants(),
  ...umRoutingInvariants(),
  ...startInvariants(),
  ...conflictInvariants(),
  ...integrationInvariants(),
];
