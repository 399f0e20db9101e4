/**
 * What claims a server: the trusted application pools of the inputs, each told once, and the dial plans that it hosts, to which its UM
 * service and its call router are joined.
 */
import { visible } from '../../engine/text.ts';
import { noPlanName } from '../../kst/names.ts';
import type { UriType, Version } from '../../kst/state.ts';
import type { ExchangeServer, Inventory, TrustedPool, UmServer } from '../inventory.ts';

/** A pool, as far as it lists a server. */
export interface PoolClaim {
  readonly pool: string;
  /** Null where it could not be read, or inputs disagree. */
  readonly version: Version | null;
  /** The computers of the pool; null where no input has them. */
  readonly computers: readonly string[] | null;
  /** Whether the server is the pool's own name and none of its computers: whether that is listed is an assumption, `pool-name`. */
  readonly nameOnly: boolean;
  readonly from: string;
}

/** Which pools list which server, by its canonical name. A pool whose computers are not known has one, of its own name. */
export function poolsOf(inventory: Inventory): ReadonlyMap<string, readonly PoolClaim[]> {
  const claims = new Map<string, PoolClaim[]>();
  const computersOf = Map.groupBy(inventory.poolComputers, ({ pool }) => pool);
  for (const [name, told] of Map.groupBy(inventory.pools, (pool) => pool.name)) {
    const computers = computersOfPool(told, (computersOf.get(name) ?? []).map(({ computer }) => computer));
    const claim = { pool: name, version: versionOf(told), computers, from: told.map(({ from }) => from).join(', ') };
    const nameOnly = computers !== null && !computers.includes(name);
    for (const server of new Set([name, ...(computers ?? [])])) {
      claims.set(server, [...(claims.get(server) ?? []), { ...claim, nameOnly: nameOnly && server === name }]);
    }
  }
  return claims;
}

/** Where inputs give one pool different versions, in sentences. */
export function disagreements({ pools }: Inventory): readonly string[] {
  return [...Map.groupBy(pools, ({ name }) => name)].flatMap(([name, told]) => {
    const read = told.filter(({ version }) => version !== null);
    if (new Set(read.map(({ version }) => version)).size < 2) return [];
    const versions = read.map(({ version, from }) => `${version} (${from})`).join(', ');
    return [`the inputs disagree about the version of the pool ${name}: ${versions}`];
  });
}

function computersOfPool(told: readonly TrustedPool[], listed: readonly string[]): readonly string[] | null {
  const found = [...new Set([...told.flatMap(({ computers }) => computers ?? []), ...listed])];
  return found.length === 0 ? null : found;
}

function versionOf(told: readonly TrustedPool[]): Version | null {
  const versions = new Set(told.map(({ version }) => version).filter((version) => version !== null));
  return versions.size === 1 ? [...versions][0]! : null;
}

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
