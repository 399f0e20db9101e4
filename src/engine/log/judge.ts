/**
 * Whether the rules can explain a log. Commands are not logged, so every part is followed through all states in which it can be, in all
 * dialects at once. One dialect must explain what all parts show.
 */
import { both, isEmpty, type VariantSet } from '../dialects/set.ts';
import { compareNames } from '../text.ts';
import { isAboutAll, namesIn, type Readings } from './readings.ts';
import type { System } from '../rules/system.ts';
import type { Belief, Reading, Tracker } from './track.ts';

/** An event of a log. */
export interface LogEvent {
  /** What could be read of it; null for a field that could not. */
  readonly observation: object;
  /** Whether events may be missing right before it. */
  readonly afterGap: boolean;
}

/** An event as it was taken for one part: where the part can have been before, and where after it. */
export interface TakenEvent<L extends LogEvent> {
  readonly event: L;
  readonly reading: Reading;
  readonly before: Belief;
  readonly after: Belief;
}

/** The first event that no state allows. */
export interface RefusedEvent<L extends LogEvent> {
  readonly event: L;
  /** How many events come before it, and are explained. */
  readonly explainedPrefix: number;
  /** The part whose states do not allow it; null for any that no event names. */
  readonly part: string | null;
  readonly reading: Reading;
  readonly before: Belief;
  /** The dialects that explain all before it. */
  readonly dialects: VariantSet;
  /** The dialects that would explain it for the part alone; none, where no state allows it at all. */
  readonly alone: VariantSet;
}

export interface JudgedLog<L extends LogEvent> {
  /** The dialects that explain the log, but for what is refused. */
  readonly dialects: VariantSet;
  readonly refused: RefusedEvent<L> | null;
  /** Where each part can be after the last event about it, and nothing since; in name order. */
  readonly ends: ReadonlyMap<string, Belief>;
}

/** What is used to judge logs: a tracker of one part, and what its labels stand for. */
export interface LogRules {
  readonly system: System;
  readonly tracker: Tracker<any, any, any>;
  readonly readings: Readings;
}

/**
 * Judges a log to its end. After an event that is refused the rest is followed from wherever that leaves room for, so that the end can
 * still be told.
 *
 * @param within the dialects that may explain it.
 * @param onTaken is told of what was taken, as it is: a log may have a million events.
 */
export function judgeLog<L extends LogEvent>(
  { system, tracker, readings }: LogRules,
  events: Iterable<L>,
  within: VariantSet,
  onTaken: (part: string, taken: TakenEvent<L>) => void,
): JudgedLog<L> {
  const { anyState, anywhere } = tracker;
  const tracks = new Map<string, Track>();
  /** Any part that no event has named so far: one that is named later was one of these. */
  const others: Track = { belief: anyState, last: anyState, seen: 0 };
  let dialects = within;
  let refused: RefusedEvent<L> | null = null;
  let count = 0;
  /** How many events there were before the last gap. */
  let gap = -1;

  /** The track with all passed to it that was not about it. */
  const caughtUp = (track: Track) => {
    const passed = Math.max(track.seen, gap);
    if (gap >= track.seen) track.belief = track.last = anywhere;
    if (passed < count) track.belief = tracker.read(track.belief, somethingElse);
    track.seen = count;
    return track;
  };
  /** What an event that is refused leaves: as after a gap, and all that is known is what it says itself. */
  const anyhow = (reading: Reading): readonly [Belief, Belief] => {
    const after = tracker.read(anywhere, reading);
    return [anywhere, isEmpty(after.variants) ? anywhere : after];
  };

  for (const event of events) {
    const { observation, afterGap } = event;
    if (afterGap) gap = count;
    const named = namesIn(system, observation);
    for (const part of named) if (!tracks.has(part)) tracks.set(part, { ...caughtUp(others) });
    const about = named.length === 0 || isAboutAll(system, observation) ? [...tracks.keys(), null] : named;
    let left = dialects;
    const refusing: Pick<RefusedEvent<L>, 'part' | 'reading' | 'before' | 'alone'>[] = [];
    const taken = about.map((part) => {
      const track = caughtUp(part === null ? others : tracks.get(part)!);
      const reading = readings.of(observation, part);
      const before = track.belief;
      const after = tracker.read(before, reading);
      left = both(left, after.variants);
      if (isEmpty(left)) refusing.push({ part, reading, before, alone: after.variants });
      return { part, track, reading, before, after };
    });
    const [refusal] = refusing;
    if (refusal === undefined) dialects = left;
    else {
      gap = count;
      refused ??= { event, explainedPrefix: count, dialects, ...refusal };
    }
    for (const { part, track, reading, ...each } of taken) {
      const [before, after] = refusal === undefined ? [each.before, each.after] : anyhow(reading);
      track.belief = after;
      track.seen = count + 1;
      if (part === null || (reading.labels.size === 0 && reading.other)) continue;
      track.last = after;
      onTaken(part, { event, reading, before, after });
    }
    count++;
  }
  const names = [...tracks.keys()].sort(compareNames);
  return { dialects, refused, ends: new Map(names.map((part) => [part, caughtUp(tracks.get(part)!).last])) };
}

/** A part, or all that no event has named, as it is followed. */
interface Track {
  belief: Belief;
  /** The belief after the last event about the part. */
  last: Belief;
  /** How many events it has seen: those about others are passed to it when one about it comes. */
  seen: number;
}

/** An event about another part. */
const somethingElse: Reading = { labels: new Set(), other: true };
