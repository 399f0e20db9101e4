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
  rules: LogRules,
  events: Iterable<L>,
  within: VariantSet,
  onTaken: (part: string, taken: TakenEvent<L>) => void,
): JudgedLog<L> {
  const log = new Following(rules, onTaken);
  let dialects = within;
  let refused: RefusedEvent<L> | null = null;
  let explainedPrefix = 0;
  for (const event of events) {
    const found = log.read(event, dialects);
    if (found.refusal !== null) refused ??= { event, explainedPrefix, dialects, ...found.refusal };
    else dialects = found.dialects;
    explainedPrefix++;
  }
  return { dialects, refused, ends: log.ends() };
}

interface Track {
  belief: Belief;
  /** The belief after the last event about the part. */
  last: Belief;
  /** How many events it has seen: those about others are passed to it when one about it comes. */
  seen: number;
}

type Refusing = Pick<RefusedEvent<LogEvent>, 'part' | 'reading' | 'before' | 'alone'>;

/** A log, followed for every part that it names, and for any other. */
class Following<L extends LogEvent> {
  private readonly rules: LogRules;
  private readonly onTaken: (part: string, taken: TakenEvent<L>) => void;
  private readonly tracks = new Map<string, Track>();
  /** Any part that no event has named so far: one that is named later was one of these. */
  private readonly others: Track;
  private count = 0;
  /** How many events there were before the last gap. */
  private gap = -1;

  constructor(rules: LogRules, onTaken: (part: string, taken: TakenEvent<L>) => void) {
    this.rules = rules;
    this.onTaken = onTaken;
    const { anyState } = rules.tracker;
    this.others = { belief: anyState, last: anyState, seen: 0 };
  }

  /** Reads an event; gives the dialects that still explain all of it, or why none does. */
  read(event: L, dialects: VariantSet): { readonly dialects: VariantSet; readonly refusal: Refusing | null } {
    const { observation, afterGap } = event;
    const { system, tracker, readings } = this.rules;
    if (afterGap) this.gap = this.count;
    const named = namesIn(system, observation);
    for (const part of named) if (!this.tracks.has(part)) this.tracks.set(part, { ...this.caughtUp(this.others) });
    const about = named.length === 0 || isAboutAll(system, observation) ? [...this.tracks.keys(), null] : named;

    let left = dialects;
    let refusal: Refusing | null = null;
    const taken = about.map((part) => {
      const track = this.caughtUp(part === null ? this.others : this.tracks.get(part)!);
      const reading = readings.of(observation, part);
      const before = track.belief;
      const after = tracker.read(before, reading);
      const still = both(left, after.variants);
      if (isEmpty(still)) refusal ??= { part, reading, before, alone: after.variants };
      left = still;
      return { part, track, reading, before, after };
    });
    if (refusal !== null) this.gap = this.count;
    for (const { part, track, reading, ...each } of taken) {
      const [before, after] = refusal === null ? [each.before, each.after] : this.anyhow(reading);
      track.belief = after;
      track.seen = this.count + 1;
      if (part === null || (reading.labels.size === 0 && reading.other)) continue;
      track.last = after;
      this.onTaken(part, { event, reading, before, after });
    }
    this.count++;
    return { dialects: left, refusal };
  }

  /** Where every part can be at the end. */
  ends(): ReadonlyMap<string, Belief> {
    const names = [...this.tracks.keys()].sort(compareNames);
    return new Map(names.map((part) => [part, this.caughtUp(this.tracks.get(part)!).last]));
  }

  /** What an event that is refused leaves: as after a gap, and all that is known is what it says itself. */
  private anyhow(reading: Reading): readonly [Belief, Belief] {
    const { tracker } = this.rules;
    const after = tracker.read(tracker.anywhere, reading);
    return [tracker.anywhere, isEmpty(after.variants) ? tracker.anywhere : after];
  }

  /** The track with all passed to it that was not about it. */
  private caughtUp(track: Track): Track {
    const { tracker } = this.rules;
    const passed = Math.max(track.seen, this.gap);
    if (this.gap >= track.seen) track.belief = track.last = tracker.anywhere;
    if (passed < this.count) track.belief = tracker.read(track.belief, somethingElse);
    track.seen = this.count;
    return track;
  }
}

/** An event about another part. */
const somethingElse: Reading = { labels: new Set(), other: true };
