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

const byPlace = [
  poolFaults, dialPlanFaults, rtcsrvFaults, umRoutingFaults, conflictFaults, assumptionFaults, observableFaults, silenceFaults,
];

/** The catalogue. */
export const allFaults = (): readonly KstFault[] => byPlace.flatMap((faults) => faults());

/** One of each place: those that the gate plants on every run. The tests plant all. */
export const gateFaults = (): readonly KstFault[] => byPlace.map((faults) => faults()[0]!);
