/**
 * What an administrator is told of each Exchange server, and of changes that are planned.
 */
import type { Command, Refusal } from '../../kst/commands.ts';
import type { Event } from '../../kst/events.ts';
import type { Version } from '../../kst/state.ts';
import type { ExchangeRelease, InventoryInput } from '../inventory.ts';
import type { Remedy, Standing } from '../standing.ts';

/** What would put a server into the table; `from` says where it was read. */
export interface ServerClaim {
  readonly by: 'um-routing' | 'topology';
  /** 0 for UM Routing; null where the version could not be read. */
  readonly version: Version | null;
  readonly from: string;
}

/** Whether the server needs a trusted application pool, must not have the one it has, or is right as it is. */
export type PoolVerdict = 'needed' | 'must-not' | 'fine' | 'unknown';

/** One outcome of several, and when it is the one. */
export interface PossibleCase extends Standing {
  /** In words: `pool-name=computers-only`, or `the pool was added last`. */
  readonly when: string;
  /** What happened last, where the order of events decides; else null. */
  readonly last: 'pool' | 'dial-plan' | 'start' | null;
  /** The names of the assumptions that decide. */
  readonly assumptions: readonly string[];
  readonly pool: PoolVerdict;
}

/** Something to do, with the exact lines for a Management Shell. */
export interface AdvisedRemedy {
  readonly name: Remedy; readonly says: string; readonly cmdlets: readonly string[];
}

/** Where a server stands, and what to do; null for what the inputs, the assumptions or the order of events leave open. */
export interface ServerAdvice extends Standing {
  /** The canonical FQDN; the short name where no input has the FQDN. */
  readonly server: string;
  readonly release: ExchangeRelease | null; readonly claims: readonly ServerClaim[]; readonly pool: PoolVerdict;
  readonly why: string;
  /** The outcomes that are possible, where there is more than one. */
  readonly cases: readonly PossibleCase[];
  readonly remedies: readonly AdvisedRemedy[];
}

/** An input that was not given, and the line that makes it. */
export interface Missing {
  readonly what: string; readonly cmdlet: string;
}

/** What the source and the inputs leave open, and how it was taken. */
export interface Assumed {
  readonly name: string; readonly says: string;
}

/** A server after a change: its standing, and whether both claims meet. */
export interface ChangedServer extends Standing {
  readonly server: string; readonly conflict: boolean | null;
}

/** A change, and what comes of it. Its events are those of the default dialect; `otherwise` has those of the dialects that differ. */
export interface WhatIfStep {
  /** As it was given, but with the FQDN in the place of a short name. */
  readonly command: Command;
  readonly rejected: Refusal | null;
  /** Whether a discovery cycle was played after it, so that UM Routing learns of it (F5); its events are among the events. */
  readonly cycle: boolean;
  readonly events: readonly Event[];
  readonly otherwise: readonly { readonly when: string; readonly events: readonly Event[] }[];
  readonly servers: readonly ChangedServer[];
}

/** Whether some order of the changes never breaks what works. */
export interface SafeOrder {
  /** Whether the order in which they were given is such. */
  readonly given: boolean;
  /** Such an order, the one given if it is one; null when there is none, or none was looked for. */
  readonly order: readonly Command[] | null;
  readonly says: string;
}

export interface Advice {
  readonly servers: readonly ServerAdvice[]; readonly missing: readonly Missing[];
  readonly whatIf: readonly WhatIfStep[];
  /** Null without a change. */
  readonly safeOrder: SafeOrder | null;
  readonly assumptions: readonly Assumed[]; readonly notes: readonly string[];
  readonly inputs: readonly InventoryInput[];
}

/** Whether some server is in conflict, or comes into one with the changes, under any answer to what the source leaves open. */
export function hasConflict(advice: Advice): boolean {
  return advice.servers.some((server) => server.pool === 'must-not' || mayBeInConflict(server)) || conflictsWithChanges(advice).size > 0;
}

/** Whether a server is in conflict under one answer to an assumption, and not under another. */
export function mayBeInConflict({ pool, cases }: ServerAdvice): boolean {
  return pool === 'unknown' && cases.some((possible) => possible.pool === 'must-not');
}

/** The servers that are in conflict after some change, or come into one in its course. */
export function conflictsWithChanges({ whatIf }: Advice): ReadonlySet<string> {
  const after = whatIf.flatMap(({ servers }) => servers.filter(({ conflict }) => conflict === true));
  const during = whatIf.flatMap(({ events }) => events.filter((event) => event.id === 14563));
  return new Set([...after, ...during].map(({ server }) => server));
}

/** Whether of every server it can be told whether it needs a pool, and after every change whether it is in conflict. */
export function canBeTold({ servers, whatIf }: Advice): boolean {
  if (servers.length === 0 || servers.some(({ pool }) => pool === 'unknown')) return false;
  return whatIf.every((step) => step.servers.every(({ conflict }) => conflict !== null));
}
