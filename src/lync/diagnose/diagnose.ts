/**
 * Diagnosis of event logs by the rules: whether they explain what was logged, how every server stands, and what helps.
 */
import { listDialects } from '../../kst/dialect.ts';
import { judgeLogs } from './judge.ts';
import { longestTimeline } from './diagnosis.ts';
import { objectionsTo } from './objections.ts';
import { labelsInWords, Sight, serverTracker } from './sight.ts';
import { awaitedEvents, isBroken, isHealthy, possibleStates, remediesFor, silentChanges, statusAsLogged, statusOf } from './status.ts';
import { storyOf } from './story.ts';
import type { DialectSet } from '../../kst/dialect.ts';
import type { Model } from '../../kst/model.ts';
import type { FrontEndLog } from '../observation.ts';
import type { DiagnosedServer, Diagnosis, LookAlike, ReadCounts, Refusal } from './diagnosis.ts';
import type { Followed, Judgement, Refused, TakenEvent } from './judge.ts';
import type { ServerTracker } from './sight.ts';

/** What was read from the exports. */
export interface Logs extends ReadCounts {
  readonly frontEnds: readonly FrontEndLog[];
  readonly lookAlikes: readonly LookAlike[];
  readonly notes: readonly string[];
}

/** Diagnoses logs by the rules of a model, in the given dialects. */
export function diagnose(model: Model, logs: Logs, choices: DialectSet): Diagnosis {
  const tracker = serverTracker(model);
  const { judgement, timelines, notes } = judgedEitherWay(tracker, logs.frontEnds, choices);
  const { dialects, refused, followed } = judgement;
  const servers = followed.map((each) => diagnosed(tracker, each, timelines.of(each.frontEnd, each.server), dialects));
  const missing = missingFor(logs, servers);
  return {
    verdict: refused !== null ? 'refused' : logs.relevant === 0 || (missing.length > 0 && !servers.some(isBroken)) ? 'insufficient' : 'explained',
    dialects: listDialects(dialects).filter(() => refused === null),
    events: { read: logs.read, relevant: logs.relevant, unreadable: logs.unreadable },
    servers,
    refusal: refused === null ? null : refusalOf(tracker, refused),
    missing,
    lookAlikes: logs.lookAlikes,
    notes: [...logs.notes, ...notes],
  };
}

interface Judged {
  readonly judgement: Judgement;
  readonly timelines: Timelines;
  readonly notes: readonly string[];
}

/** Judges logs; where nothing tells which way a log was written, the other way as well. Each may have been written another way. */
function judgedEitherWay(tracker: ServerTracker, logs: readonly FrontEndLog[], choices: DialectSet): Judged {
  const sight = new Sight(tracker);
  const judged = (of: readonly FrontEndLog[]): Judged => {
    const timelines = new Timelines();
    return { judgement: judgeLogs(tracker, sight, of, choices, timelines.add), timelines, notes: [] };
  };
  const asGiven = judged(logs);
  if (asGiven.judgement.refused === null) return asGiven;
  const isExplained = (log: FrontEndLog): boolean => judged([log]).judgement.refused === null;
  const turned = new Map<FrontEndLog, FrontEndLog>();
  for (const log of logs) {
    if (log.directionUnknown !== true || isExplained(log)) continue;
    const other = { ...log, events: [...log.events].reverse() };
    if (isExplained(other)) turned.set(log, other);
  }
  if (turned.size === 0) return asGiven;
  const otherWay = judged(logs.map((log) => turned.get(log) ?? log));
  if (otherWay.judgement.refused !== null) return asGiven;
  const which = [...turned.keys()].map(({ frontEnd }) => frontEnd).join(', ');
  return { ...otherWay, notes: [`nothing in the export tells whether it begins with the oldest or the newest event: only the other way round can the rules explain it, and so it was read (${which})`] };
}

/** The last events of every server. */
class Timelines {
  private readonly kept = new Map<string, { earlier: number; readonly last: TakenEvent[] }>();

  readonly add = (frontEnd: string, server: string, taken: TakenEvent): void => {
    const timeline = this.of(frontEnd, server);
    timeline.last.push(taken);
    if (timeline.last.length < 2 * longestTimeline) return;
    timeline.last.splice(0, longestTimeline);
    timeline.earlier += longestTimeline;
  };

  of(frontEnd: string, server: string): { earlier: number; readonly last: TakenEvent[] } {
    const key = `${frontEnd} ${server}`;
    let timeline = this.kept.get(key);
    if (timeline === undefined) this.kept.set(key, (timeline = { earlier: 0, last: [] }));
    return timeline;
  }
}

function diagnosed(tracker: ServerTracker, { frontEnd, server, last }: Followed, { earlier, last: taken }: ReturnType<Timelines['of']>, dialects: DialectSet): DiagnosedServer {
  const possible = possibleStates(tracker, last, dialects);
  const awaited = awaitedEvents(tracker, last, dialects);
  const status = awaited.length > 0 ? statusAsLogged(server, taken) : statusOf(tracker, possible);
  const shown = taken.slice(-longestTimeline);
  const began = status.conflict === 'open' ? shown.findLast(({ event: { observation } }) => observation.id === 14563) : undefined;
  return {
    frontEnd,
    server,
    ...status,
    mayHaveChanged: silentChanges(tracker, possible),
    timeline: shown.map((each) => {
      const { at, observation, file, line } = each.event;
      return { at, event: observation, file, line, story: storyOf(tracker, server, each, dialects) };
    }),
    earlier: earlier + taken.length - shown.length,
    conflictSince: began?.event.at ?? null,
    awaited,
    remedies: remediesFor(tracker, possible),
  };
}

function refusalOf(tracker: ServerTracker, refused: Refused): Refusal {
  const { frontEnd, event: { observation, at, file, line }, server, explainedPrefix } = refused;
  return { frontEnd, event: { at, file, line, ...observation }, server, explainedPrefix, allowed: labelsInWords(tracker.readable(refused.before, refused.dialects)), why: objectionsTo(tracker, refused) };
}

/** What would help, where it cannot be told how a server stands. */
function missingFor({ relevant, frontEnds }: Logs, servers: readonly DiagnosedServer[]): readonly string[] {
  if (relevant === 0) return ['none of the events 14492, 14493, 14495, 14563 (LS Protocol Stack), 44024, 44030 (LS Exchange Unified Messaging Routing): export the log "Lync Server" of the Front End, from before the last start of RTCSRV on'];
  const nameless = namelessIn(frontEnds);
  return [
    ...(nameless === 0 ? [] : [`the names in ${nameless} of the events 14563, 14495 and 44030, which cannot be read: some server may be broken; export them with their data, as XML or through ConvertTo-Json`]),
    ...servers.flatMap((each) => missingOf(each)),
  ];
}

/** Events that may tell of a server that is broken, and do not name it. */
function namelessIn(frontEnds: readonly FrontEndLog[]): number {
  let nameless = 0;
  for (const { events } of frontEnds) {
    for (const { observation } of events) {
      if ((observation.id === 14563 || observation.id === 14495 || observation.id === 44030) && observation.server === null) nameless++;
    }
  }
  return nameless;
}

function missingOf(server: DiagnosedServer): readonly string[] {
  const who = `${server.server} on ${server.frontEnd}`;
  if (server.awaited.length > 0) return [`what comes next for ${who}: the log ends where ${server.awaited.join(' or ')} must still follow; export it again`];
  if (isHealthy(server) || isBroken(server)) return [];
  if (server.known !== null) return [`whether ${who} hosts a SipName dial plan by now, which no numbered event tells until RTCSRV starts: Get-UMDialPlan and Get-UMService do, and kst advise reads them`];
  return [`how ${who} stands: export the log from the last 14492 and 44024 (a start of RTCSRV) on, without gaps; or ask kst advise, with Get-CsTrustedApplicationPool and Get-UMDialPlan`];
}
