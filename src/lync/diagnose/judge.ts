/**
 * Whether the rules can explain logs. Commands are not logged, so every server is followed through all states in which it can
 * be, in all dialects at once. What one dialect must explain is all that every server and every Front End shows.
 */
import { dialectsWith } from '../../kst/dialect.ts';
import { compareNames } from '../../kst/names.ts';
import { isGlobal, namedIn } from './sight.ts';
import type { DialectSet } from '../../kst/dialect.ts';
import type { FrontEndLog, LoggedEvent } from '../observation.ts';
import type { Belief, Reading } from '../../verify/track.ts';
import type { ServerTracker, Sight } from './sight.ts';

/** An event as it was taken for one server: where the server can have been before, and where after it. */
export interface TakenEvent {
  readonly event: LoggedEvent;
  readonly reading: Reading;
  readonly before: Belief;
  readonly after: Belief;
}

/** The first event that no state allows. */
export interface Refused {
  readonly frontEnd: string;
  readonly event: LoggedEvent;
  /** So many relevant events of that Front End come before it, and are explained. */
  readonly explainedPrefix: number;
  /** The server whose states do not allow it; null for any that no event names. */
  readonly server: string | null;
  readonly reading: Reading;
  readonly before: Belief;
  /** The dialects that explain all before it. */
  readonly dialects: DialectSet;
  /** The dialects that would explain it for the server alone; none, where no state allows it at all. */
  readonly alone: DialectSet;
}

/** What became of one server on one Front End. */
export interface Followed {
  readonly frontEnd: string;
  readonly server: string;
  /** Where it can be after the last event that speaks of it, and nothing since. */
  readonly last: Belief;
}

/** Told of what was taken, as it is: a log may have a million events. */
export type OnTaken = (frontEnd: string, server: string, taken: TakenEvent) => void;

export interface Judgement {
  readonly dialects: DialectSet;
  readonly refused: Refused | null;
  readonly followed: readonly Followed[];
}

/**
 * Judges logs, each to its end. After an event that is refused the rest is followed from wherever that leaves room for, so that
 * the end can still be told.
 */
export function judgeLogs(tracker: ServerTracker, sight: Sight, logs: Iterable<FrontEndLog>, choices: DialectSet, onTaken: OnTaken): Judgement {
  let dialects = choices & dialectsWith();
  let refused: Refused | null = null;
  const followed: Followed[] = [];
  for (const { frontEnd, events } of logs) {
    const log = new Following(tracker, sight, (server, taken) => onTaken(frontEnd, server, taken));
    let explainedPrefix = 0;
    for (const event of events) {
      const found = log.read(event, dialects);
      dialects = found.refusal === null ? found.dialects : dialects;
      if (found.refusal !== null) refused ??= { frontEnd, explainedPrefix, dialects, ...found.refusal, alone: found.refusal.alone & choices };
      explainedPrefix++;
    }
    for (const each of log.end()) followed.push({ frontEnd, ...each });
  }
  return { dialects, refused, followed };
}

interface Track {
  belief: Belief;
  /** The belief after the last event about the server. */
  last: Belief;
  /** How many events it has seen: those about others are passed to it when one about it comes. */
  seen: number;
}

type Refusal = Omit<Refused, 'frontEnd' | 'explainedPrefix' | 'dialects'>;

/** One Front End's log, followed for every server that it names, and for any other. */
class Following {
  private readonly tracker: ServerTracker;
  private readonly sight: Sight;
  private readonly onTaken: (server: string, taken: TakenEvent) => void;
  private readonly tracks = new Map<string, Track>();
  /** Any server that no event has named so far: one that is named later was one of these. */
  private readonly others: Track;
  private count = 0;
  /** How many events there were before the last gap. */
  private gap = -1;

  constructor(tracker: ServerTracker, sight: Sight, onTaken: (server: string, taken: TakenEvent) => void) {
    this.tracker = tracker;
    this.sight = sight;
    this.onTaken = onTaken;
    this.others = { belief: tracker.anyState, last: tracker.anyState, seen: 0 };
  }

  /** Reads an event; gives the dialects that still explain all of it, or why none does. */
  read(event: LoggedEvent, dialects: DialectSet): { readonly dialects: DialectSet; readonly refusal: Refusal | null } {
    const { observation } = event;
    if (event.afterGap) this.gap = this.count;
    const named = namedIn(observation);
    for (const server of named) if (!this.tracks.has(server)) this.tracks.set(server, { ...this.caughtUp(this.others) });
    const about = isGlobal(observation) || named.length === 0 ? [...this.tracks.keys(), null] : named;

    let left = dialects;
    let refusal: Refusal | null = null;
    const taken = about.map((server) => {
      const track = this.caughtUp(server === null ? this.others : this.tracks.get(server)!);
      const reading = this.sight.of(observation, server);
      const before = track.belief;
      const after = this.tracker.read(before, reading);
      if ((left & after.variants) === 0) refusal ??= { event, server, reading, before, alone: after.variants };
      left &= after.variants;
      return { server, track, reading, before, after };
    });
    if (refusal !== null) this.gap = this.count;
    for (const { server, track, reading, ...each } of taken) {
      const [before, after] = refusal === null ? [each.before, each.after] : this.anyhow(reading);
      track.belief = after;
      track.seen = this.count + 1;
      if (server === null || (reading.labels.size === 0 && reading.other)) continue;
      track.last = after;
      this.onTaken(server, { event, reading, before, after });
    }
    this.count++;
    return { dialects: left, refusal };
  }

  /** What an event that is refused leaves: as after a gap, and all that is known is what it says itself. */
  private anyhow(reading: Reading): readonly [Belief, Belief] {
    const { anywhere } = this.tracker;
    const after = this.tracker.read(anywhere, reading);
    return [anywhere, after.variants === 0 ? anywhere : after];
  }

  /** Every server at the end of the log, in name order. */
  end(): readonly Omit<Followed, 'frontEnd'>[] {
    const names = [...this.tracks.keys()].sort(compareNames);
    return names.map((server) => ({ server, last: this.caughtUp(this.tracks.get(server)!).last }));
  }

  /** The track with all passed to it that was not about it. */
  private caughtUp(track: Track): Track {
    const passed = Math.max(track.seen, this.gap);
    if (this.gap >= track.seen) track.belief = track.last = this.tracker.anywhere;
    if (passed < this.count) track.belief = this.tracker.read(track.belief, somethingElse);
    track.seen = this.count;
    return track;
  }
}

/** An event about another server. */
const somethingElse: Reading = { labels: new Set(), other: true };
