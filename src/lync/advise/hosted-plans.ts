/**
 * The dial plans that each server hosts: its UM service and its call router are joined to them.
 */
import { visible } from '../../engine/text.ts';
import { noPlanName } from '../../kst/names.ts';
import type { ExchangeServer, Inventory, UmServer } from '../inventory.ts';
import type { UriType } from '../../kst/state.ts';

/** A dial plan that a server's UM service or call router is joined to. */
export interface HostedPlan {
  readonly plan: string;
  /** Null where no input has it. */
  readonly uriType: UriType | null;
  readonly role: UmServer['role'];
  /** Whether some output of Get-UMDialPlan has it. */
  readonly listed: boolean;
  readonly from: string;
  /** Why it is taken to be of its type; null where an input has the type. */
  readonly implied: string | null;
}

/** UM services and call routers, and what the dial plans themselves say of UM services. */
export function membersOf({ umServers, dialPlans }: Inventory): readonly UmServer[] {
  const joined = dialPlans.flatMap(({ name: plan, servers, from }) =>
    servers.map((name): UmServer => ({ role: 'um-service', name, plans: [plan], complete: true, from })),
  );
  return [...umServers, ...joined];
}

/** The dial plans of one server, each once. Exchange 2019 has no UM, whatever an input says. */
export function plansOf(members: readonly UmServer[], exchange: ExchangeServer | null, inventory: Inventory): readonly HostedPlan[] {
  if (exchange?.release === '2019') return [];
  const hosted = new Map<string, HostedPlan>();
  for (const plan of members.flatMap((member) => plansOfMember(member, exchange, inventory))) {
    const key = JSON.stringify([plan.role, plan.plan]);
    if (!hosted.has(key)) hosted.set(key, plan);
  }
  return [...hosted.values()];
}

/** Where an input joins a server to a dial plan that cannot have any, in sentences. */
export function contradictions(inventory: Inventory): readonly string[] {
  const without = inventory.exchangeServers.filter(({ release }) => release === '2019');
  const places = new Map(without.flatMap(({ name, fqdn, from }) => [name, fqdn].map((each) => [each, from])));
  const joined = membersOf(inventory).filter(({ name, plans }) => places.has(name) && plans.length > 0);
  return joined.map(({ name, from }) => {
    return `${from}: the dial plans of ${name} were passed over: Exchange 2019 has no UM (${places.get(name)})`;
  });
}

function plansOfMember({ role, plans, from }: UmServer, exchange: ExchangeServer | null, { dialPlans }: Inventory): readonly HostedPlan[] {
  return plans.map((plan) => {
    const types = new Set(dialPlans.filter(({ name }) => name === plan).map(({ uriType }) => uriType));
    const [read = null] = types.size === 1 ? types : [];
    const listed = types.size > 0;
    // Servers of these releases can be joined to SIP dial plans only.
    const implied = !listed && (exchange?.release === '2013' || exchange?.release === '2016');
    const why = implied ? `taken as SipName: Exchange ${exchange.release} joins SipName plans only` : null;
    return { plan: playable(plan), uriType: implied ? 'SipName' : read, role, listed, from, implied: why };
  });
}

/** The rules take no blank name and none with control characters; exports may hold such a thing all the same. */
function playable(plan: string): string {
  return noPlanName(plan) === null ? plan : visible(plan.toWellFormed()).trim() || '(without a name)';
}
