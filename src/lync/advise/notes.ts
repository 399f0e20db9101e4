/**
 * What is to be said of the inputs and the changes beside the advice.
 */
import { planText } from './claims.ts';
import { isGiven } from './facts.ts';
import { contradictions } from './hosted-plans.ts';
import { disagreements } from './pools.ts';
import type { Inventory } from '../inventory.ts';
import type { ServerFacts } from './facts.ts';
import type { Planned } from './planned.ts';

/** What was passed over or not read, where inputs are not of one mind, and how changes were taken; in sentences. */
export function notesOf(inventory: Inventory, facts: readonly ServerFacts[], changes: Planned): readonly string[] {
  const disagreeing = [...disagreements(inventory), ...contradictions(inventory)];
  return [...inventory.notes, ...disagreeing, ...unlistedPlans(inventory, facts), ...changes.notes];
}

/** Each dial plan once that a server is joined to and that Get-UMDialPlan, where it was given, does not show. */
function unlistedPlans(inventory: Inventory, facts: readonly ServerFacts[]): readonly string[] {
  if (!isGiven(inventory, 'Get-UMDialPlan')) return [];
  const joined = facts.flatMap(({ server, plans }) => plans.filter(({ listed }) => !listed).map((plan) => ({ server, plan })));
  return [...Map.groupBy(joined, ({ plan }) => plan.plan).values()].map(([first]) => {
    const { server, plan } = first!;
    return `${plan.from}: ${server} is joined to the dial plan ${planText(plan)}, which no output of Get-UMDialPlan here has`;
  });
}
