/**
 * Events, in the form in which they travel, with what the Windows event log says of each and what it means.
 */
import { serverField } from './commands.ts';
import type { Field, Specification } from '../engine/specification.ts';
import type { Entry, Version } from './state.ts';
import type { Kst } from './words.ts';

export type Event = Readonly<
  | { id: 14492; servers: readonly Entry[] }
  | { id: 14493 | 14495; server: string; version: Version }
  | { id: 14563; server: string; versions: readonly [Version, Version] }
  | { id: 44024; servers: readonly string[] }
  | { id: 44030; server: string }
  | { id: null; name: 'exchange-server-added' | 'exchange-server-removed'; server: string }
>;

/** An event's number as a text, or its name where it has none (F10). */
export type EventName = '14492' | '14493' | '14495' | '14563' | '44024' | '44030' | 'exchange-server-added' | 'exchange-server-removed';

export const nameOf = (event: Event): EventName => (event.id === null ? event.name : (String(event.id) as EventName));

const stack = () => ({ stream: 'LS Protocol Stack', level: 'Information' });
const routing = () => ({ stream: 'LS Exchange Unified Messaging Routing', level: 'Information' });
const versionField = (): Field => ({ is: 'number', from: 0, to: 9, examples: [0, 6] });
const example = 'ex1.contoso.com';

/** A list of entries, as 14492 and the table itself show it. */
export const entriesField = (): Field => ({ is: 'list', of: { server: serverField(), version: versionField() }, none: '(empty)' });

/** The events, by number, those without one at the end. Sources and levels: C5..C7, C10, C15, C19; F10 for the two without a number. */
export const eventWords = (server = serverField(), version = versionField()): Specification<Kst>['events'] => ({
  14492: {
    ...stack(), says: 'known servers: {servers}', fields: { servers: entriesField() }, cites: ['C5', 'F6'],
    means: 'RTCSRV has started: the servers that it knows by then',
    conclude: 'These are the servers of the topology. ' +
      'A server that is known to UM Routing alone is not among them yet: a 14493 of its own follows.',
    example: { id: 14492, servers: [{ server: example, version: 6 }] },
  },
  14493: {
    ...stack(), says: '{server} added with version {version}', fields: { server, version }, cites: ['C6'],
    means: 'A server has been added to the table',
    conclude: 'Lync talks to the server from here on. Version 0 was added by UM Routing, any other stands for a trusted application ' +
      'pool. After a 14563 it is the end of the trouble.',
    example: { id: 14493, server: example, version: 0 },
  },
  14495: {
    ...stack(), says: '{server} removed, it had version {version}', fields: { server, version }, cites: ['C7'],
    means: 'A server has been removed from the table',
    conclude: 'Unless a 14493 for it follows at once, Lync does not talk to the server any more. Version 0: it hosts no SipName dial ' +
      'plan now, and without a pool OWA IM needs one. Any other: its pool has been removed. Right after a 14563 it only says which ' +
      'entry that one took out.',
    example: { id: 14495, server: example, version: 0 },
  },
  14563: {
    ...stack(), level: 'Error', alarms: true, says: '{server} has two versions, {versions}: both entries are out', cites: ['C14', 'C15'],
    fields: { server, versions: { is: 'list', of: version, between: ' and ', count: 2 } },
    means: 'Two versions of one server have met: both entries are out',
    conclude: 'UM and OWA IM integration with the server are broken unless a 14493 for it follows at once, as it does at a start. ' +
      'Remove the pool (option 1), or restart RTCSRV (option 2).',
    example: { id: 14563, server: example, versions: [0, 6] },
  },
  44024: {
    ...routing(), says: 'servers found by UM Routing: {servers}', fields: { servers: { is: 'list', of: server, none: '(none)' } },
    means: 'UM Routing has started: the Exchange servers that it found', cites: ['C10', 'F6'],
    conclude: 'These servers host a SipName dial plan and need no pool. ' +
      'One that is missing hosts none, or only plans of another URI type.',
    example: { id: 44024, servers: [example] },
  },
  44030: {
    ...routing(), level: 'Warning', says: '{server} was not added by UM Routing', fields: { server }, cites: ['C19', 'F10'],
    means: "UM Routing's own entry for a server was refused",
    conclude: 'The server hosts a SipName dial plan and has a pool as well: it comes with a 14563. If a 14493 for the server follows, ' +
      'there is nothing to do; if none does, it is as after any other 14563.',
    example: { id: 44030, server: example },
  },
  'exchange-server-added': {
    ...routing(), label: '-', says: '{server} hosts a SipName dial plan now', fields: { server }, cites: ['C11', 'F10'],
    means: 'A server has begun to host a SipName dial plan',
    conclude: 'If it has no pool, its 14493 with version 0 follows. If it has one, the two entries meet: look for 14563.',
    example: { id: null, name: 'exchange-server-added', server: example },
  },
  'exchange-server-removed': {
    ...routing(), label: '-', says: '{server} hosts no SipName dial plan any more', fields: { server }, cites: ['C11', 'F10'],
    means: 'A server hosts no SipName dial plan any more',
    conclude: 'UM Routing no longer adds the server. If it has no pool, it now needs one for OWA IM (the caveat of option 1). ' +
      'If it has one and no 14493 for it follows, it may be listed only once RTCSRV restarts (A4).',
    example: { id: null, name: 'exchange-server-removed', server: example },
  },
});

/** The servers that an event names, in its order. */
export function serversOf(event: Event): readonly string[] {
  return 'servers' in event ? event.servers.map((entry) => (typeof entry === 'string' ? entry : entry.server)) : [event.server];
}
