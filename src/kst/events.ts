/**
 * Events, in the form in which they travel, and what the Windows event log says of each: its source and level.
 */
import type { Entry, Version } from './state.ts';

export type Event =
  | { readonly id: 14492; readonly servers: readonly Entry[] }
  | { readonly id: 14493; readonly server: string; readonly version: Version }
  | { readonly id: 14495; readonly server: string; readonly version: Version }
  | { readonly id: 14563; readonly server: string; readonly versions: readonly [Version, Version] }
  | { readonly id: 44024; readonly servers: readonly string[] }
  | { readonly id: 44030; readonly server: string }
  | { readonly id: null; readonly name: 'exchange-server-added' | 'exchange-server-removed'; readonly server: string };

export type Source = 'LS Protocol Stack' | 'LS Exchange Unified Messaging Routing';
export type Level = 'Error' | 'Warning' | 'Information';

/** The servers that an event names, in its order. */
export function serversOf(event: Event): readonly string[] {
  return 'servers' in event ? event.servers.map((entry) => (typeof entry === 'string' ? entry : entry.server)) : [event.server];
}

/** What the log says of an event beside its data. */
export interface Heading {
  readonly source: Source;
  readonly level: Level;
}

/** Source and level of an event: C5..C7, C10, C15, C19; F10 for the two that have no number. */
export function headingOf(event: Event): Heading {
  switch (event.id) {
    case 14563:
      return { source: 'LS Protocol Stack', level: 'Error' };
    case 14492:
    case 14493:
    case 14495:
      return { source: 'LS Protocol Stack', level: 'Information' };
    case 44030:
      return { source: 'LS Exchange Unified Messaging Routing', level: 'Warning' };
    case 44024:
    case null:
      return { source: 'LS Exchange Unified Messaging Routing', level: 'Information' };
  }
}
