/**
 * Every event that the log of the table can hold, with what it means.
 */
import type { Event } from './events.ts';

export interface CataloguedEvent {
  /** One such event, in its wire form. */
  readonly sample: Event;
  readonly says: string;
  readonly cites: readonly string[];
}

/** The events, by number, those without one at the end. */
export function eventCatalogue(): readonly CataloguedEvent[] {
  const server = 'ex1.contoso.com';
  return [
    {
      sample: { id: 14492, servers: [{ server, version: 6 }] },
      says: 'RTCSRV has started: the servers that it knows by then',
      cites: ['C5', 'F6'],
    },
    { sample: { id: 14493, server, version: 0 }, says: 'A server has been added to the table', cites: ['C6'] },
    { sample: { id: 14495, server, version: 0 }, says: 'A server has been removed from the table', cites: ['C7'] },
    {
      sample: { id: 14563, server, versions: [0, 6] },
      says: 'Two versions of one server have met: both entries are out',
      cites: ['C14', 'C15'],
    },
    {
      sample: { id: 44024, servers: [server] },
      says: 'UM Routing has started: the Exchange servers that it found',
      cites: ['C10', 'F6'],
    },
    { sample: { id: 44030, server }, says: "UM Routing's own entry for a server was refused", cites: ['C19', 'F10'] },
    {
      sample: { id: null, name: 'exchange-server-added', server },
      says: 'A server has begun to host a SipName dial plan',
      cites: ['C11', 'F10'],
    },
    {
      sample: { id: null, name: 'exchange-server-removed', server },
      says: 'A server hosts no SipName dial plan any more',
      cites: ['C11', 'F10'],
    },
  ];
}
