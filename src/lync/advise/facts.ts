/**
 * The inputs put together, server by server: which pools list it, which dial plans it hosts, and what is not to be seen.
 */
import { compareNames, visible } from '../../engine/text.ts';
import { noPlanName } from '../../kst/names.ts';
import { shared } from '../standing.ts';
import type { ExchangeServer, Inventory, UmServer } from '../inventory.ts';

export type ServerFacts = ReturnType<typeof factsOf>[number];

/** The cmdlets of the inputs, as the readers name them. */
export function isGiven({ inputs }: Inventory, cmdlet: string): boolean {
  return inputs.some((input) => input.cmdlet.includes(cmdlet));
}

/**
 * Each server that the inputs tell of, in name order. Exchange servers with the Edge role alone are left out: they have neither
 * UM nor OWA.
 *
 * @param named further servers, by their canonical names.
 */
export function factsOf(inventory: Inventory, named: readonly string[] = []) {
  const pools = poolsOf(inventory);
  const exchange = new Map(inventory.exchangeServers.map((server) => [server.fqdn ?? server.name, server]));
  const fqdns = new Map(inventory.exchangeServers.map(({ name, fqdn }) => [name, fqdn ?? name]));
  const allFqdns = listsAllFqdns(inventory);
  const fqdnOf = (name: string) => fqdns.get(name) ?? name;
  const members = Map.groupBy(membersOf(inventory), ({ name }) => fqdnOf(name));
  const shorts = { pools: shortNames([...pools.keys()]), members: shortNames([...members.keys()].filter((name) => !name.includes('.'))) };
  const edges = new Set([...exchange].filter(([, { roles }]) => isEdge(roles)).map(([server]) => server));
  const names = new Set([...[...exchange.keys(), ...members.keys()].filter((server) => !edges.has(server)), ...pools.keys(), ...named]);
  return [...names].sort(compareNames).map((server) => {
    const found = exchange.get(server) ?? null;
    const joined = members.get(server) ?? [];
    const own = pools.get(server) ?? [];
    /** Whether it is known to be no Exchange server: a pool's name, or the server of another application. */
    const stranger = found === null && joined.length === 0 && allFqdns;
    return {
      /** The canonical FQDN; the short name where no input has the FQDN. */
      server,
      exchange: found,
      pools: own,
      plans: plansOf(joined, found, inventory),
      stranger,
      /** Whether it has both UM roles; null where that is not to be seen. */
      collocated: collocated(joined, found),
      /** Why it may have a pool that no input shows; null when it has none but these. */
      poolsOpen: poolsOpen(server, own, shorts.pools, inventory),
      /** Why it may host a dial plan that no input shows; null when it hosts none but these. */
      plansOpen: stranger ? null : plansOpen(server, joined, shorts.members, found, inventory),
    };
  });
}

function isEdge(roles: readonly string[] | null) {
  return roles !== null && roles.length > 0 && roles.every((role) => role === 'Edge');
}

function collocated(joined: readonly UmServer[], exchange: ExchangeServer | null) {
  const [service, router] = (['um-service', 'call-router'] as const).map((role) => joined.some((member) => member.role === role));
  if (exchange?.release === '2007' || exchange?.release === '2010' || exchange?.release === '2019') return false;
  if (exchange?.release === '2016') return service === true;
  const roles = exchange?.roles ?? [];
  if ((service === true && router === true) || (roles.includes('Mailbox') && roles.includes('ClientAccess'))) return true;
  return exchange?.roles == null ? null : false;
}

function poolsOpen(server: string, own: readonly PoolClaim[], pools: ShortNames, { listsAllPools }: Inventory) {
  if (own.length > 0) return null;
  if (!listsAllPools) return 'no input shows all trusted application pools';
  const candidate = server.includes('.') ? undefined : pools.get(shortOf(server));
  return candidate === undefined ? null : `whether it is ${candidate}, which has a pool, is not to be seen`;
}

function plansOpen(
  server: string, joined: readonly UmServer[], members: ShortNames, exchange: ExchangeServer | null, inventory: Inventory,
) {
  if (exchange !== null && !mayHaveUm(exchange)) return null;
  if (joined.some(({ complete }) => !complete)) return 'its list of dial plans could not be read whole';
  if (!isGiven(inventory, 'Get-UMService')) return 'no input shows all UM servers';
  const candidate = exchange === null ? members.get(shortOf(server)) : undefined;
  return candidate === undefined || candidate === server ? null : `whether it is the UM server ${candidate} is not to be seen`;
}

/** Exchange 2019 has no UM, and before it a server has a UM service only with a certain role. */
function mayHaveUm({ release, roles }: ExchangeServer) {
  if (release === '2019') return false;
  if (roles === null || release === null) return true;
  return roles.includes(release === '2007' || release === '2010' ? 'UnifiedMessaging' : 'Mailbox');
}

/** Whether the inputs show every Exchange server with its FQDN, those with UM among them, so that no other name is one. */
export function listsAllFqdns(inventory: Inventory): boolean {
  const { exchangeServers } = inventory;
  const names = new Set(exchangeServers.map(({ name }) => name));
  const members = membersOf(inventory).every(({ name }) => name.includes('.') || names.has(name));
  return isGiven(inventory, 'Get-ExchangeServer') && exchangeServers.every(({ fqdn }) => fqdn !== null) && members;
}

/** Names by what they have in common with the short name of the same server. */
type ShortNames = ReadonlyMap<string, string>;

function shortNames(names: readonly string[]) {
  return new Map(names.map((name) => [shortOf(name), name]));
}

/** The first label, of which short names have 15 characters at most. */
function shortOf(name: string) {
  return name.split('.')[0]!.slice(0, 15);
}

/** A pool, as far as it lists a server. */
export type PoolClaim = ReturnType<typeof poolClaims>[number];

/** Which pools list which server, by its canonical name. */
export function poolsOf(inventory: Inventory) {
  return Map.groupBy(poolClaims(inventory), ({ server }) => server);
}

/** A pool whose computers are not known has one, of its own name. Its version is null where it could not be read, or inputs disagree. */
function poolClaims({ pools, poolComputers }: Inventory) {
  const computersOf = Map.groupBy(poolComputers, ({ pool }) => pool);
  return [...Map.groupBy(pools, ({ name }) => name)].flatMap(([pool, told]) => {
    const listed = (computersOf.get(pool) ?? []).map(({ computer }) => computer);
    const found = new Set([...told.flatMap(({ computers }) => computers ?? []), ...listed]);
    const computers = found.size === 0 ? null : [...found];
    const version = shared(told.map((each) => each.version).filter((each) => each !== null));
    const from = told.map((each) => each.from).join(', ');
    return [...new Set([pool, ...found])].map((server) => {
      /** Whether the server is the pool's own name and none of its computers: whether that is listed is an assumption, `pool-name`. */
      const nameOnly = computers !== null && server === pool && !found.has(pool);
      return { server, pool, version, computers, nameOnly, from };
    });
  });
}

/** Where inputs give one pool different versions, in sentences. */
export function disagreements({ pools }: Inventory): readonly string[] {
  return [...Map.groupBy(pools, ({ name }) => name)].flatMap(([name, told]) => {
    const read = told.filter(({ version }) => version !== null);
    if (new Set(read.map(({ version }) => version)).size < 2) return [];
    const versions = read.map(({ version, from }) => `${version} (${from})`).join(', ');
    return `the inputs disagree about the version of the pool ${name}: ${versions}`;
  });
}

/** A dial plan that a server's UM service or call router is joined to. */
export type HostedPlan = ReturnType<typeof plansOfMember>[number];

/** UM services and call routers, and what the dial plans themselves say of UM services. */
function membersOf({ umServers, dialPlans }: Inventory) {
  const joined = dialPlans.flatMap(({ name: plan, servers, from }) =>
    servers.map((name): UmServer => ({ role: 'um-service', name, plans: [plan], complete: true, from })),
  );
  return [...umServers, ...joined];
}

/** The dial plans of one server, each once. Exchange 2019 has no UM, whatever an input says. */
function plansOf(members: readonly UmServer[], exchange: ExchangeServer | null, inventory: Inventory) {
  if (exchange?.release === '2019') return [];
  const hosted = members.flatMap((member) => plansOfMember(member, exchange, inventory));
  return [...Map.groupBy(hosted, ({ role, plan }) => JSON.stringify([role, plan])).values()].map(([first]) => first!);
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

function plansOfMember({ role, plans, from }: UmServer, exchange: ExchangeServer | null, { dialPlans }: Inventory) {
  return plans.map((plan) => {
    const types = dialPlans.filter(({ name }) => name === plan).map(({ uriType }) => uriType);
    /** Whether some output of Get-UMDialPlan has it. */
    const listed = types.length > 0;
    // Servers of these releases can be joined to SIP dial plans only.
    const implied = !listed && (exchange?.release === '2013' || exchange?.release === '2016');
    /** Why it is taken to be of its type; null where an input has the type, or none has. */
    const why = implied ? `taken as SipName: Exchange ${exchange.release} joins SipName plans only` : null;
    return { plan: playable(plan), uriType: implied ? ('SipName' as const) : shared(types), role, listed, from, implied: why };
  });
}

/** The rules take no blank name and none with control characters; exports may hold such a thing all the same. */
function playable(plan: string) {
  return noPlanName(plan) === null ? plan : visible(plan.toWellFormed()).trim() || '(without a name)';
}
