/**
 * A diagnosis in words: what the text, the Markdown and the page say alike.
 */
import { either } from '../../engine/dialects/set.ts';
import { visible } from '../../engine/text.ts';
import { isBroken, remedies } from '../../lync/standing.ts';
import { fenced, inline, listItems, under } from '../markdown-text.ts';
import { markdownTable } from '../pages/markdown.ts';
import { counted, number } from '../plain-text.ts';
import type { Dialects } from '../../engine/dialects/dialects.ts';
import type { Dialect } from '../../kst/assumptions.ts';
import type { DiagnosedServer, Diagnosis, RefusedLog } from '../../lync/diagnose/diagnose.ts';
import type { LookAlikeEvents, Observation } from '../../lync/observation.ts';
import type { Styles } from '../styles.ts';

/** What the verdict is, in a line; where the log is explained, with how many servers are broken. */
export function verdictLine({ list: all }: Dialects<Dialect>, { verdict, dialects, events, refusal, servers }: Diagnosis): string {
  switch (verdict) {
    case 'refused':
      return `refused: the rules cannot explain event ${refusal!.explainedPrefix + 1} of ${refusal!.frontEnd}`;
    case 'insufficient':
      if (events.relevant === 0) return 'insufficient: no event of the log is about the table';
      return 'insufficient: what was logged leaves open how a server stands';
    case 'explained': {
      const which = `${dialects.length === all.length ? 'all' : `${dialects.length} of`} ${all.length} dialects`;
      return `explained: the rules allow every event, in ${which}; ${brokenText(servers)}`;
    }
  }
}

function brokenText(servers: readonly DiagnosedServer[]) {
  const broken = servers.filter(isBroken).length;
  if (broken === 0) return 'no server is broken';
  return `${number(broken)} of ${counted(servers.length, 'server')} ${broken === 1 ? 'is' : 'are'} broken`;
}

/** How many events were read, and how many of them tell something. */
export function countsLine({ events: { read, relevant, unreadable } }: Diagnosis): string {
  return `${number(read)} read, ${number(relevant)} about the table, ${number(unreadable)} of them with something that cannot be read`;
}

/** What the dialects have in common that explain the log; null where all of them or none do. */
export function decidedLine(all: Dialects<Dialect>, { verdict, dialects }: Diagnosis): string | null {
  if (verdict !== 'explained' || dialects.length === all.list.length) return null;
  return all.common(dialects.reduce((set, dialect) => either(set, all.only(dialect)), all.none)) || 'no assumption decided';
}

/** Another event that breaks integration, with how often and when it first came. */
export function lookAlikeLine({ provider, id, count, firstAt, says }: LookAlikeEvents): string {
  return `${id ?? 'no number'} (${provider ?? 'no source'}), ${number(count)} times, first ${when(firstAt)}: ${says}`;
}

/** How a server stands, in a word or two, and since when it does not work. */
export function standing({ known, um, owaIm, conflict, conflictSince, awaited }: DiagnosedServer): string {
  const state = owaIm === 'broken' ? 'broken' : 'cannot be told';
  if (awaited.length > 0) return `${state}: the log ends where ${awaited.join(' or ')} must still follow`;
  const since = conflictSince === null ? '' : ` at ${when(conflictSince)}`;
  if (conflict === 'open') return `broken: evicted by conflict${since}, and not listed since`;
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
    const evicting = timeline.map(({ event }) => event).findLast((event) => event.id === 14563);
    const version = evicting?.versions?.[1];
    const pool = version === undefined ? 'its version' : `version ${version}`;
    return [
      `UM Routing makes ${server} known with version 0, as one that hosts a SipName dial plan,`,
      `and a trusted application pool with ${pool}.`,
      'Two versions of one server are illegal: both entries are out, and Lync does not talk to it (C14, C15, C16).',
    ].join(' ');
  }
  if (owaIm === 'broken' && known === false) {
    const neither = 'neither a SipName dial plan that UM Routing has found, nor a trusted application pool that is listed (C1)';
    return `Nothing makes ${server} known: ${neither}.`;
  }
  if (um === 'broken') return `${server} is known, but UM Routing does not count it among the servers that host a SipName dial plan (C9).`;
  return null;
}

/** What helps a server, each with its lines for a Management Shell, and what comes of it in sentences. */
export function remediesFor({ server, remedies: helping }: DiagnosedServer) {
  return helping.map((remedy) => {
    const { title, cmdlets, expect, caveat } = remedies(server)[remedy];
    return { title, cmdlets, says: `Then the log shows, ${expect}. But ${caveat}.` };
  });
}

/** The moment as the log has it, to the second; `at` as LoggedEvent has it. */
export function when(at: string | null): string {
  if (at === null) return '(no time)';
  const [, day, time] = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:\.\d+)?Z$/.exec(at) ?? [];
  return day === undefined ? at : `${day} ${time} UTC`;
}

/** An event in short: its number and what it says. */
function eventInShort(event: Observation) {
  const text = (value: string | number | null | undefined) => `${value ?? '(unreadable)'}`;
  if (!('servers' in event)) {
    const details = 'version' in event ? [event.version] : 'versions' in event ? [event.versions?.join(' and ')] : [];
    return [event.id, event.server, ...details].map(text).join(' ');
  }
  const listed = event.id === 44024 ? event.servers : event.servers?.map(({ server, version }) => `${text(server)} ${text(version)}`);
  return `${event.id} ${listed == null ? text(null) : listed.map(text).join(', ') || '(none)'}`;
}

/** Where the event that was refused stands, and of what it cannot be true. */
export function refusalLine({ event, explainedPrefix, server, frontEnd }: RefusedLog): string {
  const before = `the ${explainedPrefix} ${explainedPrefix === 1 ? 'event' : 'events'} of ${frontEnd} before it`;
  const unlogged = `whatever happened unlogged${server === null ? '' : ` to ${server}`}`;
  return `${event.file}:${event.line}: ${when(event.at)}, ${eventInShort(event)}: not after ${before}, ${unlogged}`;
}

/** What could have come in the place of the event that was refused. */
export function allowedLine({ allowed, server }: RefusedLog): string {
  const about = server === null ? 'a server' : server;
  if (allowed.length === 0) return `nothing more can be logged about ${about} there`;
  return `what could come next about ${about}: ${allowed.join('; ')}`;
}

/** What may be amiss where the rules refuse a log. */
export const refusalHint = [
  'If events may be missing (the export was filtered by level or source, or begins in the middle of a start), say kst diagnose --gaps.',
  'The servers below are told by what was logged after the refused event.',
].join(' ');

/** A page shows so many events of a server; the JSON has more. */
const shownEvents = 20;

/** The last events of a server, and how many came before. */
function shownTimeline({ timeline, earlier }: DiagnosedServer) {
  const last = timeline.slice(-shownEvents);
  return { earlier: earlier + timeline.length - last.length, timeline: last };
}

/** Objections that are the same in several states, as one, with at most three of them. */
export function mergedObjections({ why }: RefusedLog) {
  const merged = Map.groupBy(why, ({ rule, reason }) => JSON.stringify([rule, reason]));
  return [...merged.values()].map((alike) => {
    const more = alike.length > 3 ? `; or ${alike.length - 3} more` : '';
    return { ...alike[0]!, state: `${alike.slice(0, 3).map(({ state }) => state).join('; or ')}${more}` };
  });
}

/** A diagnosis for a terminal; what comes from the files cannot steer it. */
export function diagnoseText(all: Dialects<Dialect>, diagnosis: Diagnosis, styles: Styles): string {
  const { servers, refusal, missing, lookAlikes, notes, verdict } = diagnosis;
  const paint = verdict === 'explained' && !servers.some(isBroken) ? styles.good : styles.bad;
  const decided = decidedLine(all, diagnosis);
  return [
    paint(verdictLine(all, diagnosis)),
    `events    ${countsLine(diagnosis)}`,
    ...(decided === null ? [] : [`dialects  ${decided}`]),
    ...notes.map((note) => `note      ${visible(note)}`),
    ...(refusal === null ? [] : ['', ...refusalText(refusal, styles)]),
    ...servers.flatMap((server) => ['', ...serverText(server, styles)]),
    ...under([otherReasons], lookAlikes.map((each) => `  ${visible(lookAlikeLine(each))}`)),
    ...under(['missing'], missing.map((each) => `  ${visible(each)}`)),
    '',
  ].join('\n');
}

const otherReasons = 'other events in the log that break integration for other reasons';

function refusalText(refusal: RefusedLog, { bad, dim }: Styles) {
  const objections = mergedObjections(refusal).flatMap(({ state, rule, reason }) => {
    return [`  ${rule.padEnd(5)} ${visible(reason)}`, dim(`        where ${state}`)];
  });
  return [bad(visible(refusalLine(refusal))), visible(allowedLine(refusal)), ...objections, refusalHint];
}

function serverText(server: DiagnosedServer, { dim, strong }: Styles) {
  const { earlier, timeline } = shownTimeline(server);
  const cause = causeOf(server);
  return [
    strong(visible(`${server.server} on ${server.frontEnd}: ${standing(server)}`)),
    `  at the last event, had nothing happened since: ${statusLine(server)}`,
    ...(earlier === 0 ? [] : [`  ${number(earlier)} earlier events`]),
    ...timeline.map(({ at, event, story }) => visible(`  ${when(at)}  ${event.id}  ${story}`)),
    ...(cause === null ? [] : ['', `  cause  ${cause}`]),
    ...server.remedies.flatMap((remedy) => {
      const { title, cmdlets, expect, caveat } = remedies(server.server)[remedy];
      const lines = [...cmdlets, `then the log shows, ${expect}`, `but ${caveat}`];
      return ['', `  ${strong(title)}`, ...lines.map((line) => `    ${line}`)];
    }),
    ...under(['  since then, without a numbered event'], server.mayHaveChanged.map((each) => dim(`    ${each}`))),
  ];
}

/** A diagnosis as Markdown, for a ticket; nothing that comes from the files is taken for markup. */
export function diagnoseMarkdown(all: Dialects<Dialect>, diagnosis: Diagnosis): string {
  const { servers, refusal, missing, lookAlikes, notes } = diagnosis;
  const decided = decidedLine(all, diagnosis);
  return [
    `# ${inline(verdictLine(all, diagnosis))}`,
    '',
    `- events: ${countsLine(diagnosis)}`,
    ...(decided === null ? [] : [`- dialects: ${inline(decided)}`]),
    ...listItems(notes),
    ...(refusal === null ? [] : refusalMarkdown(refusal)),
    ...servers.flatMap((server) => ['', ...serverMarkdown(server)]),
    ...under(['## Other events that break integration for other reasons', ''], listItems(lookAlikes.map(lookAlikeLine))),
    ...under(['## Missing', ''], listItems(missing)),
    '',
  ].join('\n');
}

function refusalMarkdown(refusal: RefusedLog) {
  const objections = mergedObjections(refusal).map(({ state, rule, reason }) => [rule, inline(reason), inline(state)]);
  const lines = [refusalLine(refusal), allowedLine(refusal)].flatMap((line) => ['', inline(line)]);
  return ['', '## What the rules cannot explain', ...lines, '', markdownTable(['rule', 'instead', 'where'], objections), '', refusalHint];
}

function serverMarkdown(server: DiagnosedServer) {
  const { earlier, timeline } = shownTimeline(server);
  const events = timeline.map(({ at, event, story }) => [inline(when(at)), String(event.id), inline(story)]);
  const cause = causeOf(server);
  return [
    `## ${inline(server.server)} on ${inline(server.frontEnd)}: ${inline(standing(server))}`,
    '',
    `At the last event, had nothing happened since: ${statusLine(server)}.`,
    '',
    ...(earlier === 0 ? [] : [`${number(earlier)} earlier events.`, '']),
    markdownTable(['at', 'event', 'what it means'], events),
    ...(cause === null ? [] : ['', `**Cause.** ${inline(cause)}`]),
    ...remediesFor(server).flatMap(({ title, cmdlets, says }) => ['', `### ${inline(title)}`, '', ...fenced(cmdlets), '', says]),
    ...under(['Since then, without a numbered event:', ''], listItems(server.mayHaveChanged)),
  ];
}
