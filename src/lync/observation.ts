/**
 * Events as an export of the log shows them. What could not be read in one is null, and stands for anything.
 */
import type { Version } from '../kst/state.ts';

/** An entry that 14492 lists, as far as it could be read. */
export interface ObservedEntry {
  readonly server: string | null; readonly version: Version | null;
}

/** An event with a number, as far as it could be read; names are canonical. The two of C11 have no number: none is ever expected. */
export type Observation = Readonly<
  | { id: 14492; servers: readonly ObservedEntry[] | null }
  | { id: 14493 | 14495; server: string | null; version: Version | null }
  | { id: 14563; server: string | null; versions: readonly [Version, Version] | null }
  | { id: 44024; servers: readonly (string | null)[] | null }
  | { id: 44030; server: string | null }
>;

/** An observation with where and when it was made. */
export interface LoggedEvent {
  readonly observation: Observation;
  /** When: `2014-09-15T10:02:03.123Z` where the export says it in full, else as the export writes it; null where it does not say. */
  readonly at: string | null;
  readonly file: string; readonly line: number;
  /** Whether events may be missing right before it, because the record ids have a gap there. */
  readonly afterGap: boolean;
}

/** The log of one Front End, in the order in which it was written. */
export interface FrontEndLog {
  /** The computer's name in lower case; the name of the file in parentheses where that does not say which it is. */
  readonly frontEnd: string;
  readonly events: Iterable<LoggedEvent>;
  /** Whether nothing tells which event is the oldest: they may come the other way round. */
  readonly directionUnknown?: boolean;
}

/** Everything that was read, of all files. */
export interface ReadLog {
  /** In the order of their names. */
  readonly frontEnds: readonly FrontEndLog[];
  /** Events of any kind. */
  readonly read: number;
  /** Events of the table, each counted once. */
  readonly relevant: number;
  /** Those of them of which some part could not be read. */
  readonly unreadable: number;
  /** Events of the table that had been read before. */
  readonly duplicates: number;
  /** Events of other kinds, look-alikes left out, in the order of provider and number. */
  readonly others: readonly OtherEvents[];
  readonly lookAlikes: readonly LookAlikeEvents[];
  /** What the reader was not sure of. */
  readonly notes: readonly string[];
}

/** Events of one kind that are none of the table's; null for what was not said, both null for all kinds beyond the first 10,000. */
export interface OtherEvents {
  readonly provider: string | null; readonly id: number | null; readonly count: number;
}

/** Events that tell of another cause of the same trouble. */
export interface LookAlikeEvents extends OtherEvents {
  /** When the first of them that was read was logged, as LoggedEvent has it. */
  readonly firstAt: string | null;
  readonly says: string;
}
