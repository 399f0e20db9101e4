/**
 * Effects: what a rule does, as data, so that a report can print it and a mutant can change it. Table and log follow
 * from the same effect, so that they cannot drift apart unnoticed.
 */
import { compareNames } from './names.ts';
import type { Command, Refusal } from './commands.ts';
import type { Event } from './events.ts';
import type { Server, Version } from './state.ts';

/** Which version an effect speaks of: `any` is UM Routing's 0 (C12), `pool` that of the server's pool (C4). */
export type Which = 'any' | 'pool';

/** An effect on the server that the rule was asked about. */
export type ServerEffect =
  /** The pool, or the plan, that the command names is there, or no longer. */
  | { readonly do: 'set-pool' | 'clear-pool' | 'add-plan' | 'drop-plan' }
  /** The entry is listed: 14493. */
  | { readonly do: 'list'; readonly version: Which }
  /** The entry is taken out: 14495. */
  | { readonly do: 'unlist'; readonly version: Which }
  /** The offered entry meets another one: both are out, the conflict is open: 14563. */
  | { readonly do: 'evict'; readonly offered: Which }
  /** 14495 for an entry that the eviction took out (A2). */
  | { readonly do: 'log-evicted'; readonly version: Which }
  /** UM Routing's own add was refused: 44030. */
  | { readonly do: 'warn' }
  /** The entry is there without an event of its own: 14492 lists it (F6). */
  | { readonly do: 'enter'; readonly version: Which }
  /** Nothing is listed any more, and no event says so (F7). */
  | { readonly do: 'forget' }
  /** UM Routing counts the server among those found, or no longer. */
  | { readonly do: 'claim' | 'release' }
  /** C11's two events. */
  | { readonly do: 'log-found' | 'log-lost' }
  /** The open conflict is settled, or over. */
  | { readonly do: 'settle' | 'close' }
  /** Whatever the named table says of the server now. */
  | { readonly do: 'consult'; readonly table: ConsultedTable };

/** An effect on RTCSRV, or on every server. */
export type ServiceEffect =
  | { readonly do: 'run' | 'halt' }
  /** 14492 with the whole table; 44024 with the servers that host a SipName dial plan. */
  | { readonly do: 'log-known' | 'log-hosting' }
  /** Whatever the named table says of each server, in name order. */
  | { readonly do: 'each'; readonly table: ConsultedTable }
  /** What that command does now. */
  | { readonly do: 'perform'; readonly command: 'rtcsrv.start' | 'rtcsrv.stop' };

/** The command is refused; a rule that refuses has no other effect (F11). */
export interface Refuse {
  readonly do: 'refuse';
  readonly reason: Refusal;
}

export type Effect = Refuse | ServerEffect | ServiceEffect;

/** The tables that are no command's own but are consulted by the rules of others. */
export type ConsultedTable = 'boot' | 'find' | 'cycle' | 'offer' | 'shutdown';

/**
 * The server after an effect that consults nothing, and what was logged. An effect that speaks of a pool or plan that
 * is not there does nothing.
 */
export function applyEffect(
  server: Server,
  effect: Exclude<ServerEffect, { do: 'consult' }>,
  command: Command,
): readonly [Server, readonly Event[]] {
  const { name, known } = server;
  const version = versionOf(server, effect);
  if (version === null) return [server, []];
  switch (effect.do) {
    case 'set-pool':
      return [command.do === 'pool.add' ? { ...server, pool: command.version } : server, []];
    case 'clear-pool':
      return [{ ...server, pool: null }, []];
    case 'add-plan':
      return [command.do === 'dialPlan.host' ? withPlan(server, command) : server, []];
    case 'drop-plan':
      return [command.do === 'dialPlan.unhost' ? withoutPlan(server, command.plan) : server, []];
    case 'list':
      return [{ ...server, known: including(known, version) }, [{ id: 14493, server: name, version }]];
    case 'unlist':
      return [{ ...server, known: excluding(known, version) }, [{ id: 14495, server: name, version }]];
    case 'evict':
      return [{ ...server, known: [], conflict: 'open' }, [{ id: 14563, server: name, versions: lowAndHigh(known, version) }]];
    case 'log-evicted':
      return [server, [{ id: 14495, server: name, version }]];
    case 'warn':
      return [server, [{ id: 44030, server: name }]];
    case 'enter':
      return [{ ...server, known: including(known, version) }, []];
    case 'forget':
      return [{ ...server, known: [] }, []];
    case 'claim':
      return [{ ...server, claimed: true }, []];
    case 'release':
      return [{ ...server, claimed: false }, []];
    case 'log-found':
      return [server, [{ id: null, name: 'exchange-server-added', server: name }]];
    case 'log-lost':
      return [server, [{ id: null, name: 'exchange-server-removed', server: name }]];
    case 'settle':
      return [{ ...server, conflict: 'settled' }, []];
    case 'close':
      return [{ ...server, conflict: 'none' }, []];
    default:
      throw new NoSuchEffect(effect);
  }
}

/** A rule does what there is not, which the types would have told. */
export class NoSuchEffect extends Error {
  override readonly name = 'NoSuchEffect';

  constructor(effect: never) {
    super(`there is no effect ${JSON.stringify(effect)}`);
  }
}

/** The event that an effect logs: its number, its name where it has none, or null for an effect that logs nothing. */
export function eventOf(effect: Effect): number | string | null {
  switch (effect.do) {
    case 'list':
      return 14493;
    case 'unlist':
    case 'log-evicted':
      return 14495;
    case 'evict':
      return 14563;
    case 'warn':
      return 44030;
    case 'log-known':
      return 14492;
    case 'log-hosting':
      return 44024;
    case 'log-found':
      return 'exchange-server-added';
    case 'log-lost':
      return 'exchange-server-removed';
    default:
      return null;
  }
}

/** The version that an effect speaks of; 0 as well for one that speaks of none; null for that of a pool that is not there. */
function versionOf({ pool }: Server, effect: Exclude<ServerEffect, { do: 'consult' }>): Version | null {
  const which = 'version' in effect ? effect.version : 'offered' in effect ? effect.offered : null;
  return which === 'pool' ? pool : 0;
}

function withPlan(server: Server, { plan, uriType }: Extract<Command, { do: 'dialPlan.host' }>): Server {
  return { ...server, plans: [...server.plans, { plan, uriType }].sort((a, b) => compareNames(a.plan, b.plan)) };
}

function withoutPlan(server: Server, dropped: string): Server {
  return { ...server, plans: server.plans.filter(({ plan }) => plan !== dropped) };
}

function including(known: readonly Version[], version: Version): readonly Version[] {
  return [...new Set([...known, version])].sort((a, b) => a - b);
}

function excluding(known: readonly Version[], version: Version): readonly Version[] {
  return known.filter((listed) => listed !== version);
}

function lowAndHigh(known: readonly Version[], offered: Version): readonly [Version, Version] {
  const listed = known[0] ?? offered;
  return [Math.min(listed, offered), Math.max(listed, offered)];
}
