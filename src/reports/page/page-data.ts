/**
 * What the HTML page is handed as data; all else it works out by the rules, which it brings along.
 */
import type { Choices } from '../../engine/dialects/dialects.ts';
import type { Command, Words } from '../../engine/specification.ts';
import type { BehaviourRow } from '../../engine/table/row.ts';
import type { ChangeData } from './change-data.ts';
import type { Overview } from './overview.ts';

export interface PageData {
  /** Of the kit. */
  readonly version: string;
  /** The whole state of the proof; null on the page of a difference. */
  readonly overview: Overview | null;
  /** The difference from a base; null on the page of a report. */
  readonly change: ChangeData | null;
  /** The behaviour table; the dialects of a row tell its set. */
  readonly rows: readonly Omit<BehaviourRow, 'set'>[];
  /** Invariants, claims, assumptions and fixed choices. */
  readonly entries: readonly PageEntry[];
  readonly scenarios: readonly PageScenario[];
}

/** What an id stands for. */
export interface PageEntry {
  readonly id: string; readonly says: string;
  readonly details: readonly string[]; readonly cites: readonly string[];
}

/** A scenario, without what it expects: that comes of the rules. */
export interface PageScenario {
  /** The file's path in the project. */
  readonly file: string;
  readonly name: string | null;
  readonly says: string | null;
  readonly dialect: Choices;
  readonly commands: readonly Command<Words>[];
  /** Ids of rules, invariants and spec entries, and events, that it shows. */
  readonly shows: readonly string[];
}
