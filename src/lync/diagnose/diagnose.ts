/**
 * Diagnosis of event logs by the rules: whether they explain what was logged, how every server stands, and what helps.
 */
import { isBroken } from '../standing.ts';
import { type DiagnosedServer, type Diagnosis, type Logs, longestTimeline, type RefusedLog } from './diagnosis.ts';
import { judgedEitherWay, type LogEnd, type RefusedIn, type Timeline } from './judged-logs.ts';
import { missingFor } from './missing.ts';
import { objectionsTo } from './objections.ts';
import { labelsInWords, serverSight, type ServerSight } from './sight.ts';
import { endOf, remediesFor, silentChanges, statusAsLogged, statusOf } from './status.ts';
import { storyOf } from './story.ts';
import type { VariantSet } from '../../engine/dialects/set.ts';
import type { Rulebook } from '../../engine/specification.ts';
import type { Kst } from '../../kst/words.ts';

/**
 * Diagnoses logs by the rules.
 *
 * @param within the dialects that may explain them; all, unless told.
 */
export function diagnose(rulebook: Rulebook<Kst>, logs: Logs, within?: VariantSet): Diagnosis {
  const sight = serverSight(rulebook);
  const { dialects: all } = sight.system;
  const { dialects, refused, ends, timelines, notes } = judgedEitherWay(sight, logs.frontEnds, within ?? all.all);
  const servers = ends.map((end) => diagnosed(sight, end, timelines.of(end.frontEnd, end.server), dialects));
  const missing = missingFor(logs, servers);
  const { read, relevant, unreadable } = logs;
  const isTold = relevant > 0 && (missing.length === 0 || servers.some(isBroken));
  return {
    verdict: refused !== null ? 'refused' : isTold ? 'explained' : 'insufficient',
    dialects: refused === null ? all.listed(dialects) : [],
    events: { read, relevant, unreadable },
    servers,
    refusal: refused === null ? null : refusalOf(sight, refused),
    missing,
    lookAlikes: logs.lookAlikes,
    notes: [...logs.notes, ...notes],
  };
}

function diagnosed(
  sight: ServerSight, { frontEnd, server, last }: LogEnd, { earlier, last: taken }: Timeline, dialects: VariantSet,
): DiagnosedServer {
  const { possible, awaited } = endOf(sight, last, dialects);
  const status = awaited.length > 0 ? statusAsLogged(server, taken.map(({ event }) => event.observation)) : statusOf(sight, possible);
  const shown = taken.slice(-longestTimeline);
  const began = status.conflict === 'open' ? shown.findLast(({ event: { observation } }) => observation.id === 14563) : undefined;
  return {
    frontEnd,
    server,
    ...status,
    mayHaveChanged: silentChanges(sight, possible),
    timeline: shown.map((each) => {
      const { at, observation, file, line } = each.event;
      return { at, event: observation, file, line, story: storyOf(sight, server, each, dialects) };
    }),
    earlier: earlier + taken.length - shown.length,
    conflictSince: began?.event.at ?? null,
    awaited,
    remedies: remediesFor(sight, possible),
  };
}

function refusalOf(sight: ServerSight, refused: RefusedIn): RefusedLog {
  const { frontEnd, event: { observation, at, file, line }, part: server, explainedPrefix, before, dialects } = refused;
  const allowed = labelsInWords(sight.tracker.readable(before, dialects));
  return { frontEnd, event: { at, file, line, ...observation }, server, explainedPrefix, allowed, why: objectionsTo(sight, refused) };
}
