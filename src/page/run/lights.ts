import type { AcceptedStep, RejectedStep } from '../../kit/simulate.ts';

/** How every server stands that the first `at` steps have named. A refused step tells nothing: there the last accepted one does. */
export function lightsAt(steps: readonly (AcceptedStep | RejectedStep)[], at: number): AcceptedStep['integration'] {
  const told = steps.slice(0, at).findLast((step) => 'integration' in step);
  return told !== undefined && 'integration' in told ? told.integration : [];
}
