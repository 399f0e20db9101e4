/**
 * The logs of all Front Ends judged together: one dialect must explain them.
 */
import { both, type VariantSet } from '../../engine/dialects/set.ts';
import { judgeLog, type RefusedEvent, type TakenEvent } from '../../engine/log/judge.ts';
import { longestTimeline } from './diagnosis.ts';
import type { Belief } from '../../engine/log/track.ts';
import type { FrontEndLog, LoggedEvent } from '../observation.ts';
import type { ServerSight } from './sight.ts';

/** The first event that is refused, and the Front End that logged it. */
export type RefusedIn = RefusedEvent<LoggedEvent> & { readonly frontEnd: string };

/** Where a server can be on one Front End, after the last event about it. */
export interface LogEnd {
  readonly frontEnd: string; readonly server: string; readonly last: Belief;
}

interface JudgedLogs {
  readonly dialects: VariantSet; readonly refused: RefusedIn | null; readonly ends: readonly LogEnd[];
  readonly timelines: Timelines; readonly notes: readonly string[];
}

/** Judges logs; where nothing tells which way a log was written, the other way as well. Each may have been written another way. */
export function judgedEitherWay(sight: ServerSight, logs: readonly FrontEndLog[], within: VariantSet): JudgedLogs {
  const asGiven = judged(sight, logs, within);
  if (asGiven.refused === null) return asGiven;
  const isExplained = (log: FrontEndLog): boolean => judged(sight, [log], within).refused === null;
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

function judged(sight: ServerSight, logs: readonly FrontEndLog[], within: VariantSet): JudgedLogs {
  const timelines = new Timelines();
  const ends: LogEnd[] = [];
  let dialects = within;
  let refused: RefusedIn | null = null;
  for (const { frontEnd, events } of logs) {
    const log = judgeLog(sight, events, dialects, (server, taken) => timelines.add(frontEnd, server, taken));
    if (log.refused !== null) refused ??= { ...log.refused, frontEnd, alone: both(log.refused.alone, within) };
    dialects = log.dialects;
    for (const [server, last] of log.ends) ends.push({ frontEnd, server, last });
  }
  return { dialects, refused, ends, timelines, notes: [] };
}

/** The last events about a server, and how many came before. */
export interface Timeline {
  earlier: number;
  readonly last: TakenEvent<LoggedEvent>[];
}

/** The last events of every server. */
class Timelines {
  private readonly kept = new Map<string, Timeline>();

  add(frontEnd: string, server: string, taken: TakenEvent<LoggedEvent>): void {
    const timeline = this.of(frontEnd, server);
    timeline.last.push(taken);
    if (timeline.last.length < 2 * longestTimeline) return;
    timeline.last.splice(0, longestTimeline);
    timeline.earlier += longestTimeline;
  }

  of(frontEnd: string, server: string): Timeline {
    const key = `${frontEnd} ${server}`;
    const timeline = this.kept.get(key) ?? { earlier: 0, last: [] };
    this.kept.set(key, timeline);
    return timeline;
  }
}
