/**
 * The inputs put together, server by server: which pools list it, which dial plans it hosts, and what is not to be seen.
 */
import { compareNames } from '../../engine/text.ts';
import { type HostedPlan, membersOf, plansOf, type PoolClaim, poolsOf } from './claims.ts';
import type { ExchangeServer, Inventory, UmServer } from '../inventory.ts';

export interface ServerFacts {
  /** The canonical FQDN; the short name where no input has the FQDN. */
  readonly server: string;
  readonly exchange: ExchangeServer | null; readonly pools: readonly PoolClaim[];
  readonly plans: readonly HostedPlan[];
  /** Whether it is known to be no Exchange server: a pool's name, or the server of another application. */
  readonly stranger: boolean;
  /** Whether it has both UM roles; null where that is not to be seen. */
  readonly collocated: boolean | null;
  /** Why it may have a pool that no input shows; null when it has none but these. */
  readonly poolsOpen: string | null;
  /** Why it may host a dial plan that no input shows; null when it hosts none but these. */
  readonly plansOpen: string | null;
}

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
export function factsOf(inventory: Inventory, named: readonly string[] = []): readonly ServerFacts[] {
  const pools = poolsOf(inventory);
  const exchange = new Map(inventory.exchangeServers.map((server) => [server.fqdn ?? server.name, server]));
  const fqdns = new Map(inventory.exchangeServers.map(({ name, fqdn }) => [name, fqdn ?? name]));
  const allFqdns = listsAllFqdns(inventory);
  const fqdnOf = (name: string): string => fqdns.get(name) ?? name;
  const members = Map.groupBy(membersOf(inventory), ({ name }) => fqdnOf(name));
  const shorts = { pools: shortNames([...pools.keys()]), members: shortNames([...members.keys()].filter((name) => !name.includes('.'))) };
  const edges = new Set([...exchange].filter(([, { roles }]) => isEdge(roles)).map(([server]) => server));
  const names = new Set([...[...exchange.keys(), ...members.keys()].filter((server) => !edges.has(server)), ...pools.keys(), ...named]);
  return [...names].sort(compareNames).map((server) => {
    const found = exchange.get(server) ?? null;
    const joined = members.get(server) ?? [];
    const own = pools.get(server) ?? [];
    const stranger = found === null && joined.length === 0 && allFqdns;
    return {
      server,
      exchange: found,
      pools: own,
      plans: plansOf(joined, found, inventory),
      stranger,
      collocated: collocated(joined, found),
      poolsOpen: poolsOpen(server, own, shorts.pools, inventory),
      plansOpen: stranger ? null : plansOpen(server, joined, shorts.members, found, inventory),
    };
  });
}

function isEdge(roles: readonly string[] | null): boolean {
  return roles !== null && roles.length > 0 && roles.every((role) => role === 'Edge');
}

function collocated(joined: readonly UmServer[], exchange: ExchangeServer | null): boolean | null {
  const [service, router] = (['um-service', 'call-router'] as const).map((role) => joined.some((member) => member.role === role));
  if (exchange?.release === '2007' || exchange?.release === '2010' || exchange?.release === '2019') return false;
  if (exchange?.release === '2016') return service === true;
  const roles = exchange?.roles ?? [];
  if ((service === true && router === true) || (roles.includes('Mailbox') && roles.includes('ClientAccess'))) return true;
  return exchange?.roles == null ? null : false;
}

function poolsOpen(server: string, own: readonly PoolClaim[], pools: ShortNames, { listsAllPools }: Inventory): string | null {
  if (own.length > 0) return null;
  if (!listsAllPools) return 'no input shows all trusted application pools';
  const candidate = server.includes('.') ? undefined : pools.get(shortOf(server));
  return candidate === undefined ? null : `whether it is ${candidate}, which has a pool, is not to be seen`;
}

function plansOpen(
  server: string, joined: readonly UmServer[], members: ShortNames, exchange: ExchangeServer | null, inventory: Inventory,
): string | null {
  if (exchange !== null && !mayHaveUm(exchange)) return null;
  if (joined.some(({ complete }) => !complete)) return 'its list of dial plans could not be read whole';
  if (!isGiven(inventory, 'Get-UMService')) return 'no input shows all UM servers';
  const candidate = exchange === null ? members.get(shortOf(server)) : undefined;
  return candidate === undefined || candidate === server ? null : `whether it is the UM server ${candidate} is not to be seen`;
}

/** Exchange 2019 has no UM, and before it a server has a UM service only with a certain role. */
function mayHaveUm({ release, roles }: ExchangeServer): boolean {
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

function shortNames(names: readonly string[]): ShortNames {
  return new Map(names.map((name) => [shortOf(name), name]));
}

/** The first label, of which short names have 15 characters at most. */
function shortOf(name: string): string {
  return name.split('.')[0]!.slice(0, 15);
}
