/**
 * What a diagnosis says: the shape of `kst diagnose --json` (spec/schema/diagnose.schema.json).
 */
import type { Dialect } from '../../kst/assumptions.ts';
import type { Conflict } from '../../kst/state.ts';
import type { LoggedEvent, LookAlikeEvents, Observation, ReadLog } from '../observation.ts';
import type { Remedy, Standing } from '../standing.ts';

type LoggedPlace = Pick<LoggedEvent, 'at' | 'file' | 'line'>;

/** How a server stands, and whether it is in conflict; null where what was logged leaves it open. */
export interface ServerStatus extends Standing {
  readonly conflict: Conflict | null;
}

/** A server as one Front End has it, at the last event of the log, had nothing happened since. */
export interface DiagnosedServer extends ServerStatus {
  readonly frontEnd: string; readonly server: string;
  /** What can have happened since without a numbered event: in words. */
  readonly mayHaveChanged: readonly string[];
  /** The last events about the server, at most `longestTimeline`, with what each means for the server, in words. */
  readonly timeline: readonly (LoggedPlace & { readonly event: Observation; readonly story: string })[];
  /** So many events came before those. */
  readonly earlier: number;
  /** When the conflict that it is in began; null where it is in none, or that cannot be told. */
  readonly conflictSince: string | null;
  /** The events that must still follow, where the log ends in the middle of what a command logs: the status is as logged so far then. */
  readonly awaited: readonly number[];
  /** Those that make what is broken work. */
  readonly remedies: readonly Remedy[];
}

/** Why a state does not allow an event. */
export interface Objection {
  /** The state; those that differ in the numbers of versions are one. */
  readonly state: string;
  /** The rule that decides there, or the assumption by which what came before and this event exclude each other. */
  readonly rule: string;
  readonly reason: string;
}

export interface RefusedLog {
  readonly frontEnd: string; readonly event: LoggedPlace & Observation;
  /** The server that it is impossible for; null where it is for any. */
  readonly server: string | null;
  /** So many relevant events of that Front End are explained before it. */
  readonly explainedPrefix: number;
  /** What the rules allow next about the server, in words: `14493 with version 0`. */
  readonly allowed: readonly string[];
  readonly why: readonly Objection[];
}

/** What was read from the exports. */
export type Logs = Pick<ReadLog, 'frontEnds' | 'lookAlikes' | 'notes' | keyof Diagnosis['events']>;

export interface Diagnosis {
  /**
   * explained: some dialect of the rules allows every event; refused: none does; insufficient: nothing is refused, and too little was
   * logged to say how every server stands.
   */
  readonly verdict: 'explained' | 'refused' | 'insufficient';
  /** The dialects that explain everything. */
  readonly dialects: readonly Dialect[];
  readonly events: Pick<ReadLog, 'read' | 'relevant' | 'unreadable'>;
  /** By Front End, then by name. */
  readonly servers: readonly DiagnosedServer[];
  readonly refusal: RefusedLog | null;
  /** What would help to say more, in words. */
  readonly missing: readonly string[];
  readonly lookAlikes: readonly LookAlikeEvents[];
  /** What the reader has to say of the files. */
  readonly notes: readonly string[];
}

/** A timeline shows so many events at most. */
export const longestTimeline = 1000;
