/**
 * What the HTML page is handed as data; all else it works out by the rules, which it brings along.
 */
import type { OutcomeCells } from '../diff/change-lines.ts';
import type { Choices, Dialect } from '../../engine/dialects/dialects.ts';
import type { Command, Words } from '../../engine/specification.ts';
import type { BehaviourRow } from '../../engine/table/row.ts';

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

export interface Overview {
  readonly verdict: 'upheld' | 'violated' | 'inconclusive';
  readonly dialects: number; readonly rules: number; readonly invariants: number;
  readonly gaps: number; readonly overlaps: number;
  /** The alphabets of the proof; a figure that the dialects do not share is given as `28 or 36`. */
  readonly parts: readonly { readonly [told in 'name' | 'says' | 'states' | 'rows' | 'accepted']: string }[];
  /** Random sequences. */
  readonly random: { readonly runs: number; readonly steps: number; readonly seed: number };
  /** How many mutants of the rules the invariants kill, how many no one can tell from the rules, and how many survive. */
  readonly mutants: { readonly killed: number; readonly equivalent: number; readonly survived: number };
  /** What Stryker found, as reports/mutation.md says it; null where that is not at hand. */
  readonly mutation: { readonly killed: number; readonly survived: number; readonly score: string } | null;
  /** The newest acceptance of spec/changes; null where no rule has changed behaviour yet. */
  readonly lastChange: { readonly day: string; readonly why: string; readonly changes: number } | null;
}

/** Today's rules compared with a base. */
export interface ChangeData {
  /** In one line: how many changes since which base, and how many of them are accepted. */
  readonly verdict: string;
  readonly isMeant: boolean;
  readonly remarks: readonly string[];
  readonly changes: readonly PageChange[];
}

/** One change, with the shortest commands that show it. */
export interface PageChange {
  readonly fingerprint: string;
  readonly class: string;
  readonly says: string;
  /** The file of spec/changes that accepts it. */
  readonly acceptedIn: string | null;
  /** What there is to say besides, a line each. */
  readonly details: readonly string[];
  /** Null where no commands show it. */
  readonly shown: PageSequence | null;
}

/** Commands from the empty start on, played by the rules before and now; the last one shows the change. */
export interface PageSequence {
  readonly commands: readonly Command<Words>[];
  /** Of today's rules. */
  readonly dialect: Dialect;
  /** What each command does; null where the rules of that side do not get so far. */
  readonly steps: readonly { readonly says: string; readonly before: OutcomeCells | null; readonly now: OutcomeCells | null }[];
  /** Steps before the last one have changed too: no other way leads there. */
  readonly behindAnother: boolean;
}
