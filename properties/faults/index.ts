/**
 * All faults, by where they are planted.
 */
import { assumptionFaults } from './assumptions.ts';
import { conflictFaults } from './conflicts.ts';
import { dialPlanFaults } from './dial-plans.ts';
import { observableFaults } from './observables.ts';
import { poolFaults } from './pools.ts';
import { rtcsrvFaults } from './rtcsrv.ts';
import { silenceFaults } from './silences.ts';
import { umRoutingFaults } from './um-routing.ts';
import type { KstFault } from './fault.ts';

/** The catalogue. */
export const allFaults = (): readonly KstFault[] => [
  ...poolFaults(),
  ...dialPlanFaults(),
  ...rtcsrvFaults(),
  ...umRoutingFaults(),
  ...conflictFaults(),
  ...assumptionFaults(),
  ...observableFaults(),
  ...silenceFaults(),
];
