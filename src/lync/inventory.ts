/**
 * What the exports of an administrator's cmdlets say, before any rule is asked. Server names are canonical (F1); `from` tells
 * a person where something was read: `pools.json:12`.
 */
import type { UriType, Version } from '../kst/state.ts';

/** A release of Exchange Server. Later than 2016 there is no UM: such a server hosts no dial plan. */
export type ExchangeRelease = '2007' | '2010' | '2013' | '2016' | '2019';

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

/** An Exchange server; its roles are such as Mailbox, ClientAccess, UnifiedMessaging, Edge. Null for what the input does not say. */
export interface ExchangeServer {
  readonly name: string; readonly fqdn: string | null; readonly release: ExchangeRelease | null;
  readonly roles: readonly string[] | null; readonly from: string;
}

/** Things of one kind, each with where it was read. */
type Found<Thing> = readonly (Readonly<Thing> & { readonly from: string })[];

/** All that the inputs say. */
export interface Inventory {
  /** What each file held of each cmdlet's output: how many objects, or services of a topology document. */
  readonly inputs: readonly { readonly cmdlet: string; readonly file: string; readonly objects: number }[];
  /** Trusted application pools (C3); null for a version or computers that the input does not show. */
  readonly pools: Found<{ name: string; version: Version | null; computers: readonly string[] | null }>;
  /** Computers, each with the pool that it is in. */
  readonly poolComputers: Found<{ pool: string; computer: string }>;
  /** Trusted applications, by the Identity that a cmdlet takes. */
  readonly applications: Found<{ pool: string; identity: string }>;
  readonly umServers: readonly UmServer[];
  /** UM dial plans, with the servers that a plan itself names, by short name. */
  readonly dialPlans: Found<{ name: string; uriType: UriType | null; servers: readonly string[] }>;
  readonly exchangeServers: readonly ExchangeServer[];
  /** Whether some input shows all trusted application pools, so that there are no others. */
  readonly listsAllPools: boolean;
  /** What was passed over or could not be read, in sentences with their place. */
  readonly notes: readonly string[];
}
