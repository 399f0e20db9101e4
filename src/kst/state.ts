/**
 * State: what there is to know of RTCSRV and of each server. Everything starts empty, RTCSRV stopped.
 */
import type { State } from '../engine/specification.ts';
import type { Kst } from './words.ts';

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

/** RTCSRV, and with it UM Routing (F4). */
export interface Rtcsrv {
  readonly running: boolean;
}

/** One server; its name is where it stands in a state (F1). */
export interface Server {
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

/** RTCSRV and the servers of which there is something to say. */
export type World = State<Kst>;

export const stopped = (): Rtcsrv => ({ running: false });

/** A server of which there is nothing to say. */
export const blankServer = (): Server => ({ pool: null, plans: [], claimed: false, known: [], conflict: 'none' });

/** The empty start. */
export const emptyWorld = (): World => ({ whole: stopped(), parts: new Map() });

/** One line of the Known Servers Table. */
export interface Entry {
  readonly server: string;
  readonly version: Version;
}

/** The table: every entry, in name order. */
export function tableOf({ parts }: World): readonly Entry[] {
  return [...parts].flatMap(([server, { known }]) => known.map((version) => ({ server, version })));
}
