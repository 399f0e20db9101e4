/**
 * What the exports of an administrator's cmdlets say, before any rule is asked. Server names are canonical (F1); `from` tells
 * a person where something was read: `pools.json:12`.
 */
import type { UriType, Version } from '../kst/state.ts';

/** A release of Exchange Server. Later than 2016 there is no UM: such a server hosts no dial plan. */
export type ExchangeRelease = '2007' | '2010' | '2013' | '2016' | '2019';

/** A trusted application pool of the topology (C3). */
interface TrustedPool {
  readonly name: string;
  /** Null where no input shows it, or it could not be read. */
  readonly version: Version | null;
  /** The computers in it; null where the input does not say. */
  readonly computers: readonly string[] | null;
  readonly from: string;
}

/** A computer, and the pool that it is in. */
interface PoolComputer {
  readonly pool: string; readonly computer: string; readonly from: string;
}

/** A trusted application, by the Identity that a cmdlet takes. */
interface TrustedApplication {
  readonly pool: string; readonly identity: string; readonly from: string;
}

/** A UM service or a call router, with the dial plans that it is joined to. */
export interface UmServer {
  readonly role: 'um-service' | 'call-router';
  /** As the export has it: the short name in most cases, without a domain. */
  readonly name: string;
  readonly plans: readonly string[];
  /** Whether these are all plans; not so where the export cut the list off or gave no list at all. */
  readonly complete: boolean;
  readonly from: string;
}

/** A UM dial plan. */
interface UmDialPlan {
  readonly name: string; readonly uriType: UriType | null;
  /** Servers that the plan itself names, by short name. */
  readonly servers: readonly string[];
  readonly from: string;
}

/** An Exchange server. */
export interface ExchangeServer {
  readonly name: string; readonly fqdn: string | null; readonly release: ExchangeRelease | null;
  /** Such as Mailbox, ClientAccess, UnifiedMessaging, Edge; null where the input does not say. */
  readonly roles: readonly string[] | null;
  readonly from: string;
}

/** What one file held of one cmdlet's output. */
export interface InventoryInput {
  readonly cmdlet: string; readonly file: string;
  /** How many objects, or services of a topology document. */
  readonly objects: number;
}

/** All that the inputs say. */
export interface Inventory {
  readonly inputs: readonly InventoryInput[]; readonly pools: readonly TrustedPool[];
  readonly poolComputers: readonly PoolComputer[]; readonly applications: readonly TrustedApplication[];
  readonly umServers: readonly UmServer[]; readonly dialPlans: readonly UmDialPlan[];
  readonly exchangeServers: readonly ExchangeServer[];
  /** Whether some input shows all trusted application pools, so that there are no others. */
  readonly listsAllPools: boolean;
  /** What was passed over or could not be read, in sentences with their place. */
  readonly notes: readonly string[];
}
