/**
 * The trusted application pools of the inputs, each told once, by the servers that they list.
 */
import type { Inventory, TrustedPool } from '../inventory.ts';
import type { Version } from '../../kst/state.ts';

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
