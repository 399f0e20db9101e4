/**
 * A diagnosis in words: what the text, the Markdown and the page say alike.
 */
import { isBroken } from '../../kit/diagnose/status.ts';
import { dialects as allDialects } from '../../kst/dialect.ts';
import { commonChoicesOf } from '../dialect-text.ts';
import { counted, number } from '../plain-text.ts';
import type { DiagnosedServer, Diagnosis, LookAlike, Objection, Refusal, TimelineEntry } from '../../kit/diagnose/diagnosis.ts';
import type { Observation } from '../../kst/observation.ts';

/** What the verdict is, in a line; where the log is explained, with how many servers are broken. */
export function verdictLine({ verdict, dialects, events, refusal, servers }: Diagnosis): string {
  switch (verdict) {
    case 'refused':
      return `refused: the rules cannot explain event ${refusal!.explainedPrefix + 1} of ${refusal!.frontEnd}`;
    case 'insufficient':
      return events.relevant === 0 ? 'insufficient: no event of the log is about the table' : 'insufficient: what was logged leaves open how a server stands';
    case 'explained':
      return `explained: the rules allow every event, in ${dialects.length === all ? `all ${all}` : `${dialects.length} of ${all}`} dialects; ${brokenText(servers)}`;
  }
}

/** As many dialects as there are. */
const all = allDialects().length;

function brokenText(servers: readonly DiagnosedServer[]): string {
  const broken = servers.filter(isBroken).length;
  return broken === 0 ? 'no server is broken' : `${number(broken)} of ${counted(servers.length, 'server')} ${broken === 1 ? 'is' : 'are'} broken`;
}

/** How many events were read, and how many of them tell something. */
export function countsLine({ events: { read, relevant, unreadable } }: Diagnosis): string {
  return `${number(read)} read, ${number(relevant)} about the table, ${number(unreadable)} of them with something that cannot be read`;
}

/** What the dialects have in common that explain the log; null where all of them or none do. */
export function decidedLine({ verdict, dialects }: Diagnosis): string | null {
  return verdict === 'explained' && dialects.length < all ? commonChoicesOf(dialects) || 'no assumption decided' : null;
}

/** Another event that breaks integration, with how often and when it first came. */
export function lookAlikeLine({ provider, id, count, firstAt, says }: LookAlike): string {
  return `${id ?? 'no number'} (${provider ?? 'no source'}), ${number(count)} times, first ${when(firstAt)}: ${says}`;
}

/** How a server stands, in a word or two, and since when it does not work. */
export function standing({ known, um, owaIm, conflict, conflictSince, awaited }: DiagnosedServer): string {
  if (awaited.length > 0) return `${owaIm === 'broken' ? 'broken' : 'cannot be told'}: the log ends where ${awaited.join(' or ')} must still follow`;
  if (conflict === 'open') return `broken: evicted by conflict${conflictSince === null ? '' : ` at ${when(conflictSince)}`}, and not listed since`;
  if (owaIm === 'broken') return um === 'broken' ? 'broken: not known' : 'not known: OWA IM does not work';
  if (um === 'broken') return 'UM integration is broken';
  if (owaIm === 'works' && um !== null) return um === 'none' ? 'works: OWA IM; it has nothing to do with UM' : 'works: UM and OWA IM';
  return known === null ? 'cannot be told' : 'works: OWA IM; whether UM integration does cannot be told';
}

/** The parts of a server's status, those that are open as a question mark. */
export function statusLine({ known, version, conflict, um, owaIm }: DiagnosedServer): string {
  const listed = known === null ? 'listed ?' : known ? `listed with version ${version ?? '?'}` : 'not listed';
  return `${listed}, conflict ${conflict ?? '?'}, UM ${um ?? '?'}, OWA IM ${owaIm ?? '?'}`;
}

/** Why a server does not work; null where it does, or that cannot be told. */
export function causeOf({ server, conflict, owaIm, um, known, timeline, awaited }: DiagnosedServer): string | null {
  if (awaited.length > 0) return null;
  if (conflict === 'open') {
    const evicting = timeline.findLast(({ event }) => event.id === 14563)?.event;
    const pool = evicting !== undefined && 'versions' in evicting && evicting.versions !== null ? `version ${evicting.versions[1]}` : 'its version';
    return `UM Routing makes ${server} known with version 0, as one that hosts a SipName dial plan, and a trusted application pool with ${pool}. Two versions of one server are illegal: both entries are out, and Lync does not talk to it (C14, C15, C16).`;
  }
  if (owaIm === 'broken' && known === false) return `Nothing makes ${server} known: neither a SipName dial plan that UM Routing has found, nor a trusted application pool that is listed (C1).`;
  if (um === 'broken') return `${server} is known, but UM Routing does not count it among the servers that host a SipName dial plan (C9).`;
  return null;
}

/** The moment as the log has it, to the second; `at` as LoggedEvent has it. */
export function when(at: string | null): string {
  if (at === null) return '(no time)';
  const [, day, time] = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:\.\d+)?Z$/.exec(at) ?? [];
  return day === undefined ? at : `${day} ${time} UTC`;
}

/** An event in short: its number and what it says. */
function eventInShort(event: Observation): string {
  const unread = '(unreadable)';
  switch (event.id) {
    case 14492:
      return `14492 ${event.servers === null ? unread : event.servers.length === 0 ? '(none)' : event.servers.map(({ server, version }) => `${server ?? unread} ${version ?? unread}`).join(', ')}`;
    case 44024:
      return `44024 ${event.servers === null ? unread : event.servers.length === 0 ? '(none)' : event.servers.map((server) => server ?? unread).join(', ')}`;
    case 14563:
      return `14563 ${event.server ?? unread} ${event.versions?.join(' and ') ?? unread}`;
    case 44030:
      return `44030 ${event.server ?? unread}`;
    case 14493:
    case 14495:
      return `${event.id} ${event.server ?? unread} ${event.version ?? unread}`;
  }
}

/** Where the event that was refused stands, and of what it cannot be true. */
export function refusalLine({ event, explainedPrefix, server, frontEnd }: Refusal): string {
  return `${event.file}:${event.line}: ${when(event.at)}, ${eventInShort(event)}: not after the ${explainedPrefix} ${explainedPrefix === 1 ? 'event' : 'events'} of ${frontEnd} before it, whatever happened unlogged${server === null ? '' : ` to ${server}`}`;
}

/** What could have come in the place of the event that was refused. */
export function allowedLine({ allowed, server }: Refusal): string {
  const about = server === null ? 'a server' : server;
  return allowed.length === 0 ? `nothing more can be logged about ${about} there` : `what could come next about ${about}: ${allowed.join('; ')}`;
}

/** What may be amiss where the rules refuse a log. */
export const refusalHint =
  'If events may be missing (the export was filtered by level or source, or begins in the middle of a start), say kst diagnose --gaps. The servers below are told by what was logged after the refused event.';

/** A page shows so many events of a server; the JSON has more. */
const shownEvents = 20;

/** The last events of a server, and how many came before. */
export function shownTimeline({ timeline, earlier }: DiagnosedServer): { readonly earlier: number; readonly entries: readonly TimelineEntry[] } {
  const entries = timeline.slice(-shownEvents);
  return { earlier: earlier + timeline.length - entries.length, entries };
}

/** Objections that are the same in several states, as one, with at most three of them. */
export function mergedObjections({ why }: Refusal): readonly Objection[] {
  const merged = Map.groupBy(why, ({ rule, reason }) => JSON.stringify([rule, reason]));
  return [...merged.values()].map((alike) => {
    const more = alike.length > 3 ? `; or ${alike.length - 3} more` : '';
    return { ...alike[0]!, state: `${alike.slice(0, 3).map(({ state }) => state).join('; or ')}${more}` };
  });
}
