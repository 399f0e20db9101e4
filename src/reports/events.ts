/**
 * Events as lines of text, as the Windows event log would head them.
 */
import { headingOf } from '../kst/events.ts';
import { listText } from './lists.ts';
import type { Event } from '../kst/events.ts';
import type { Entry } from '../kst/state.ts';

/** One line: number, level, what it says of which server. */
export function eventText(event: Event): string {
  const { level } = headingOf(event);
  return `${(event.id ?? '-').toString().padEnd(5)}  ${level.padEnd(11)}  ${eventSays(event)}`;
}

/** The table, or those entries of it that matter, as one line of text. */
export function tableText(table: readonly Entry[], mattering = table): string {
  return table.length === 0 ? '(empty)' : listText(mattering.map(({ server, version }) => `${server} ${version}`), table.length);
}

/** What an event says, without its number and level; the log of a Front End has other words for it. */
export function eventSays(event: Event): string {
  switch (event.id) {
    case 14492:
      return `known servers: ${tableText(event.servers)}`;
    case 14493:
      return `${event.server} added with version ${event.version}`;
    case 14495:
      return `${event.server} removed, it had version ${event.version}`;
    case 14563:
      return `${event.server} has two versions, ${event.versions.join(' and ')}: both entries are out`;
    case 44024:
      return `servers found by UM Routing: ${event.servers.length === 0 ? '(none)' : listText(event.servers)}`;
    case 44030:
      return `${event.server} was not added by UM Routing`;
    case null:
      return `${event.server} ${event.name === 'exchange-server-added' ? 'hosts a SipName dial plan now' : 'hosts no SipName dial plan any more'}`;
  }
}
