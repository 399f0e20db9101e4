/**
 * Who would put a server into the table: UM Routing (C8, C9, C12), the topology (C3, C4), or both.
 */
import { visible } from '../../engine/text.ts';
import { routerMatters } from './possibilities.ts';
import type { ServerClaim } from './advice.ts';
import type { ServerFacts } from './facts.ts';
import type { HostedPlan } from './hosted-plans.ts';
import type { PoolClaim } from './pools.ts';

/** The claims that the inputs show. One that rests on an assumption says so in `from`. */
export function claimsOf(facts: ServerFacts): readonly ServerClaim[] {
  const { plans, pools } = facts;
  const sip = plans.filter(({ uriType, role }) => uriType === 'SipName' && (role === 'um-service' || routerMatters(facts)));
  return [
    ...sip.map((plan): ServerClaim => {
      return { by: 'um-routing', version: 0, from: `SipName dial plan ${planText(plan)}, ${roleText(plan)} (${placeText(plan)})` };
    }),
    ...pools.map((pool): ServerClaim => {
      return { by: 'topology', version: pool.version, from: `trusted application pool ${poolText(pool)} (${pool.from})` };
    }),
  ];
}

/** A dial plan's name, quoted, fit to be shown. */
export function planText({ plan }: HostedPlan): string {
  return visible(JSON.stringify(plan));
}

function roleText({ role }: HostedPlan): string {
  return role === 'um-service' ? 'joined by its UM service' : 'joined by its call router alone: whether that counts is an assumption';
}

function placeText({ from, implied }: HostedPlan): string {
  return implied === null ? from : `${from}; ${implied}`;
}

function poolText({ pool, nameOnly }: PoolClaim): string {
  return nameOnly ? `${pool}, by its own name, which none of its computers has: whether that is listed is an assumption` : pool;
}
