/**
 * State: what there is to know of RTCSRV and of each server. Everything starts empty, RTCSRV stopped.
 */
import { compareNames } from './names.ts';

/** Version of a known server: 0 is any (UM Routing's), 1..9 are releases (the topology's) (C4, F3). */
export type Version = number;

export type UriType = 'SipName' | 'TelExtn' | 'E164';

/** A dial plan that the server hosts. */
export interface DialPlan {
  readonly plan: string;
  readonly uriType: UriType;
}

/** none: no conflict; open: evicted and not listed since; settled: evicted, then listed with the winner's version (F9). */
export type Conflict = 'none' | 'open' | 'settled';

/** One server, under its canonical name. */
export interface Server {
  readonly name: string;
  /** Version of the trusted application pool that stands for it, or null without one (F2). */
  readonly pool: Version | null;
  /** In name order, each name once. */
  readonly plans: readonly DialPlan[];
  /** Whether UM Routing counts it among the servers that it found. */
  readonly claimed: boolean;
  /** The versions listed for it; room for several, since a wrong rule might do that (C14). */
  readonly known: readonly Version[];
  readonly conflict: Conflict;
}

/** RTCSRV (and with it UM Routing, F4) and the servers in name order, leaving out those of which there is nothing to say. */
export interface World {
  readonly running: boolean;
  readonly servers: readonly Server[];
}

/** The empty start. */
export function emptyWorld(): World {
  return { running: false, servers: [] };
}

/** A server of which there is nothing to say. */
export function blankServer(name: string): Server {
  return { name, pool: null, plans: [], claimed: false, known: [], conflict: 'none' };
}

/** The server of that canonical name; a blank one when the world does not hold it. */
export function serverIn(world: World, name: string): Server {
  return world.servers.find((server) => server.name === name) ?? blankServer(name);
}

/** Servers in name order, without the blank ones: one world has one form. */
export function inOrder(servers: Iterable<Server>): readonly Server[] {
  const found = [...servers].filter((server) => !isBlank(server));
  return found.length < 2 ? found : found.sort((a, b) => compareNames(a.name, b.name));
}

/** A text that two worlds share exactly when they are the same. */
export function worldKey(world: World): string {
  return `${world.running ? 'running' : 'stopped'}${world.servers.map((server) => ` ${server.name}:${serverKey(server)}`).join('')}`;
}

/** A text that two servers share exactly when they are alike but for the name. */
export function serverKey({ pool, plans, claimed, known, conflict }: Server): string {
  return `${pool ?? '-'};${plansKey(plans)};${claimed ? 'claimed' : '-'};${known.length === 1 ? known[0] : known.join('+') || '-'};${conflict}`;
}

function plansKey(plans: readonly DialPlan[]): string {
  if (plans.length === 0) return '';
  let key = plansKeys.get(plans);
  if (key === undefined) plansKeys.set(plans, (key = plans.map(({ plan, uriType }) => `${JSON.stringify(plan)}=${uriType}`).join(',')));
  return key;
}

/** Plans never change, and most of them stand in many worlds: each list is written out once. */
const plansKeys = new WeakMap<readonly DialPlan[], string>();

function isBlank({ pool, plans, claimed, known, conflict }: Server): boolean {
  return pool === null && plans.length === 0 && !claimed && known.length === 0 && conflict === 'none';
}

/** One line of the Known Servers Table. */
export interface Entry {
  readonly server: string;
  readonly version: Version;
}

/** The table: every entry, in name order. */
export function tableOf(world: World): readonly Entry[] {
  return world.servers.flatMap(({ name, known }) => known.map((version) => ({ server: name, version })));
}
