/**
 * Diagnosis of event logs by the rules: whether they explain what was logged, how every server stands, and what helps.
 */
import { both, type VariantSet } from '../../engine/dialects/set.ts';
import { judgeLog, type RefusedEvent, type TakenEvent } from '../../engine/log/judge.ts';
import { kept } from '../../engine/kept.ts';
import { objectionsTo } from './objections.ts';
import { labelsInWords, serverSight, type ServerSight } from './sight.ts';
import { endOf, remediesFor, silentChanges, statusAsLogged, statusOf, storyOf } from './status.ts';
import { isBroken, isHealthy } from '../standing.ts';
import type { Belief } from '../../engine/log/track.ts';
import type { Rulebook } from '../../engine/specification.ts';
import type { Kst } from '../../kst/words.ts';
import type { FrontEndLog, LoggedEvent, ReadLog } from '../observation.ts';

/** What was read from the exports. */
export type Logs = Pick<ReadLog, 'frontEnds' | 'lookAlikes' | 'notes' | 'read' | 'relevant' | 'unreadable'>;

/** What a diagnosis says: the shape of `kst diagnose --json` (spec/schema/diagnose.schema.json). */
export type Diagnosis = ReturnType<typeof diagnose>;

/**
 * Diagnoses logs by the rules.
 *
 * @param within the dialects that may explain them; all, unless told.
 */
export function diagnose(rulebook: Rulebook<Kst>, logs: Logs, within?: VariantSet) {
  const sight = serverSight(rulebook);
  const { dialects: all } = sight.system;
  const { dialects, refused, ends, notes } = judgedEitherWay(sight, logs.frontEnds, within ?? all.all);
  const servers = ends.map((end) => diagnosed(sight, end, dialects));
  const missing = missingFor(logs, servers);
  const { read, relevant, unreadable } = logs;
  const isTold = relevant > 0 && (missing.length === 0 || servers.some(isBroken));
  /**
   * explained: some dialect of the rules allows every event; refused: none does; insufficient: nothing is refused, and too little was
   * logged to say how every server stands.
   */
  const verdict: 'explained' | 'refused' | 'insufficient' = refused !== null ? 'refused' : isTold ? 'explained' : 'insufficient';
  return {
    verdict,
    /** The dialects that explain everything. */
    dialects: refused === null ? all.listed(dialects) : [],
    events: { read, relevant, unreadable },
    /** By Front End, then by name. */
    servers,
    refusal: refused === null ? null : refusalOf(sight, refused),
    /** What would help to say more, in words. */
    missing,
    lookAlikes: logs.lookAlikes,
    /** What the reader has to say of the files. */
    notes: [...logs.notes, ...notes],
  };
}

/** A timeline shows so many events at most. */
export const longestTimeline = 1000;

/** A server as one Front End has it, at the last event of the log, had nothing happened since. */
export type DiagnosedServer = ReturnType<typeof diagnosed>;

function diagnosed(sight: ServerSight, { frontEnd, server, last, timeline }: LogEnd, dialects: VariantSet) {
  const { earlier, last: taken } = timeline;
  const { possible, awaited } = endOf(sight, last, dialects);
  const status = awaited.length > 0 ? statusAsLogged(server, taken.map(({ event }) => event.observation)) : statusOf(sight, possible);
  const shown = taken.slice(-longestTimeline);
  const began = status.conflict === 'open' ? shown.findLast(({ event: { observation } }) => observation.id === 14563) : undefined;
  return {
    frontEnd,
    server,
    ...status,
    /** What can have happened since without a numbered event: in words. */
    mayHaveChanged: silentChanges(sight, possible),
    /** The last events about the server, with what each means for it, in words. */
    timeline: shown.map((each) => {
      const { at, observation, file, line } = each.event;
      return { at, event: observation, file, line, story: storyOf(sight, server, each, dialects) };
    }),
    /** So many events came before those. */
    earlier: earlier + taken.length - shown.length,
    /** When the conflict that it is in began; null where it is in none, or that cannot be told. */
    conflictSince: began?.event.at ?? null,
    /** The events that must still follow, where the log ends in the middle of what a command logs: the status is as logged so far then. */
    awaited,
    /** Those that make what is broken work. */
    remedies: remediesFor(sight, possible),
  };
}

export type RefusedLog = ReturnType<typeof refusalOf>;

/** The event that no state allows of a server, null for any; what came before of its Front End, and what could have come next, in words. */
function refusalOf(sight: ServerSight, refused: RefusedIn) {
  const { frontEnd, event: { observation, at, file, line }, part: server, explainedPrefix, before, dialects } = refused;
  const allowed = labelsInWords(sight.tracker.readable(before, dialects));
  return { frontEnd, event: { at, file, line, ...observation }, server, explainedPrefix, allowed, why: objectionsTo(sight, refused) };
}

/** The first event that is refused, and the Front End that logged it. */
type RefusedIn = RefusedEvent<LoggedEvent> & { readonly frontEnd: string };

/** Judges logs; where nothing tells which way a log was written, the other way as well. Each may have been written another way. */
function judgedEitherWay(sight: ServerSight, logs: readonly FrontEndLog[], within: VariantSet) {
  const asGiven = judged(sight, logs, within);
  if (asGiven.refused === null) return asGiven;
  const isExplained = (log: FrontEndLog) => judged(sight, [log], within).refused === null;
  const turned = new Map<FrontEndLog, FrontEndLog>();
  for (const log of logs) {
    if (log.directionUnknown !== true || isExplained(log)) continue;
    const other = { ...log, events: [...log.events].reverse() };
    if (isExplained(other)) turned.set(log, other);
  }
  if (turned.size === 0) return asGiven;
  const otherWay = judged(sight, logs.map((log) => turned.get(log) ?? log), within);
  if (otherWay.refused !== null) return asGiven;
  const which = [...turned.keys()].map(({ frontEnd }) => frontEnd).join(', ');
  return { ...otherWay, notes: [`${turnedNote} (${which})`] };
}

const turnedNote = [
  'nothing in the export tells whether it begins with the oldest or the newest event:',
  'only the other way round can the rules explain it, and so it was read',
].join(' ');

function judged(sight: ServerSight, logs: readonly FrontEndLog[], within: VariantSet) {
  const ends: LogEnd[] = [];
  let dialects = within;
  let refused: RefusedIn | null = null;
  for (const { frontEnd, events } of logs) {
    const timelines = new Map<string, LogEnd['timeline']>();
    const timelineOf = (server: string) => kept(timelines, server, () => ({ earlier: 0, last: [] }));
    const log = judgeLog(sight, events, dialects, (server, taken) => {
      const timeline = timelineOf(server);
      timeline.last.push(taken);
      if (timeline.last.length === 2 * longestTimeline) timeline.earlier += timeline.last.splice(0, longestTimeline).length;
    });
    if (log.refused !== null) refused ??= { ...log.refused, frontEnd, alone: both(log.refused.alone, within) };
    dialects = log.dialects;
    for (const [server, last] of log.ends) ends.push({ frontEnd, server, last, timeline: timelineOf(server) });
  }
  return { dialects, refused: refused as RefusedIn | null, ends, notes: [] as readonly string[] };
}

/** Where a server can be on one Front End, after the last event about it; the last events about it, and how many came before. */
interface LogEnd {
  readonly frontEnd: string; readonly server: string; readonly last: Belief;
  readonly timeline: { earlier: number; readonly last: TakenEvent<LoggedEvent>[] };
}

/** What to export as well, in sentences, where it cannot be told how a server stands. */
function missingFor({ relevant, frontEnds }: Logs, servers: readonly DiagnosedServer[]) {
  if (relevant === 0) return [nothing];
  // Those that may tell of a server that is broken, and do not name it.
  const nameless = frontEnds.flatMap(({ events }) =>
    [...events].filter(({ observation: { id, ...told } }) => brokenBy.includes(id) && 'server' in told && told.server === null),
  );
  const unread = [
    `the names in ${nameless.length} of the events 14563, 14495 and 44030, which cannot be read:`,
    'some server may be broken; export them with their data, as XML or through ConvertTo-Json',
  ];
  return [...(nameless.length === 0 ? [] : [unread.join(' ')]), ...servers.flatMap(missingOf)];
}

const brokenBy: readonly number[] = [14563, 14495, 44030];

const nothing = [
  'none of the events 14492, 14493, 14495, 14563 (LS Protocol Stack), 44024, 44030 (LS Exchange Unified Messaging Routing):',
  'export the log "Lync Server" of the Front End, from before the last start of RTCSRV on',
].join(' ');

function missingOf(server: DiagnosedServer) {
  const who = `${server.server} on ${server.frontEnd}`;
  const awaited = server.awaited.join(' or ');
  if (awaited !== '') return `what comes next for ${who}: the log ends where ${awaited} must still follow; export it again`;
  if (isHealthy(server) || isBroken(server)) return [];
  return server.known === null ? `how ${who} stands: ${wholeLog}` : `whether ${who} hosts a SipName dial plan by now, ${otherCmdlets}`;
}

const wholeLog = [
  'export the log from the last 14492 and 44024 (a start of RTCSRV) on, without gaps;',
  'or ask kst advise, with Get-CsTrustedApplicationPool and Get-UMDialPlan',
].join(' ');

const otherCmdlets = [
  'which no numbered event tells until RTCSRV starts:',
  'Get-UMDialPlan and Get-UMService do, and kst advise reads them',
].join(' ');
