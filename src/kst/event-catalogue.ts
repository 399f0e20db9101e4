/**
 * Every event that the log of the table can hold, with what it means.
 */
import type { Event } from './events.ts';

export interface CataloguedEvent {
  /** One such event, in its wire form. */
  readonly sample: Event;
  readonly says: string;
  /** What an administrator concludes from it. */
  readonly conclude: string;
  readonly cites: readonly string[];
}

/** The events, by number, those without one at the end. */
export function eventCatalogue(): readonly CataloguedEvent[] {
  const server = 'ex1.contoso.com';
  return [
    {
      sample: { id: 14492, servers: [{ server, version: 6 }] },
      says: 'RTCSRV has started: the servers that it knows by then',
      conclude:
        'These are the servers of the topology. A server that is known to UM Routing alone is not among them yet: a 14493 of its own follows.',
      cites: ['C5', 'F6'],
    },
    {
      sample: { id: 14493, server, version: 0 },
      says: 'A server has been added to the table',
      conclude:
        'Lync talks to the server from here on. Version 0 was added by UM Routing, any other stands for a trusted application pool. After a 14563 it is the end of the trouble.',
      cites: ['C6'],
    },
    {
      sample: { id: 14495, server, version: 0 },
      says: 'A server has been removed from the table',
      conclude:
        'Unless a 14493 for it follows at once, Lync does not talk to the server any more. Version 0: it hosts no SipName dial plan now, and without a pool OWA IM needs one. Any other: its pool has been removed. Right after a 14563 it only says which entry that one took out.',
      cites: ['C7'],
    },
    {
      sample: { id: 14563, server, versions: [0, 6] },
      says: 'Two versions of one server have met: both entries are out',
      conclude:
        'UM and OWA IM integration with the server are broken unless a 14493 for it follows at once, as it does at a start. Remove the pool (option 1), or restart RTCSRV (option 2).',
      cites: ['C14', 'C15'],
    },
    {
      sample: { id: 44024, servers: [server] },
      says: 'UM Routing has started: the Exchange servers that it found',
      conclude:
        'These servers host a SipName dial plan and need no pool. One that is missing hosts none, or only plans of another URI type.',
      cites: ['C10', 'F6'],
    },
    {
      sample: { id: 44030, server },
      says: "UM Routing's own entry for a server was refused",
      conclude:
        'The server hosts a SipName dial plan and has a pool as well: it comes with a 14563. If a 14493 for the server follows, there is nothing to do; if none does, it is as after any other 14563.',
      cites: ['C19', 'F10'],
    },
    {
      sample: { id: null, name: 'exchange-server-added', server },
      says: 'A server has begun to host a SipName dial plan',
      conclude:
        'If it has no pool, its 14493 with version 0 follows. If it has one, the two entries meet: look for 14563.',
      cites: ['C11', 'F10'],
    },
    {
      sample: { id: null, name: 'exchange-server-removed', server },
      says: 'A server hosts no SipName dial plan any more',
      conclude:
        'UM Routing no longer adds the server. If it has no pool, it now needs one for OWA IM (the caveat of option 1). If it has one and no 14493 for it follows, it may be listed only once RTCSRV restarts (A4).',
      cites: ['C11', 'F10'],
    },
  ];
}
