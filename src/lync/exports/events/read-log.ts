/**
 * What reading exports of event logs comes to.
 */
import type { FrontEndLog } from '../../observation.ts';

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
  readonly provider: string | null;
  readonly id: number | null;
  readonly count: number;
}

/** Events that tell of another cause of the same trouble. */
export interface LookAlikeEvents extends OtherEvents {
  /** When the first of them that was read was logged, as LoggedEvent has it. */
  readonly firstAt: string | null;
  readonly says: string;
}

/** How exports are read. */
export interface ReadOptions {
  /**
   * Where events may be missing: where the record ids have a gap, unless told; anywhere; or nowhere, since the export was filtered and
   * gaps mean nothing.
   */
  readonly gaps?: 'record-ids' | 'anywhere' | 'filtered' | undefined;
  /** The Front End that wrote the events of which no file says who wrote them. */
  readonly frontEnd?: string | undefined;
}
