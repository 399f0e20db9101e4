/**
 * The shape of the behaviour table: what `kit` computes, `reports` prints, and `inputs` reads back.
 */
import type { Command, Refusal } from './commands.ts';
import type { Condition } from './conditions.ts';
import type { Dialect, DialectSet } from './dialect.ts';
import type { Event } from './events.ts';
import type { Integration } from './integration.ts';
import type { Conflict, Version } from './state.ts';

/** RTCSRV and the one server, as a row shows them. */
export interface RowState {
  readonly running: boolean;
  /** The version of the server's pool, or null without one. */
  readonly pool: Version | null;
  /** It hosts a SipName dial plan. */
  readonly hosting: boolean;
  readonly claimed: boolean;
  readonly known: readonly Version[];
  readonly conflict: Conflict;
}

/** What a command does in a state, in some dialects. */
export interface BehaviourRow {
  /** State and command, and, where dialects differ, what decides: `run.5.hosts.claimed.0.settled/pool.remove`. */
  readonly id: string;
  /** The dialects in which the state is reachable and the command does this. */
  readonly dialects: Condition;
  readonly state: RowState;
  readonly integration: Integration;
  readonly command: Command;
  /** The rule of the command's own table. */
  readonly rule: string;
  /** All rules that applied, in order. */
  readonly rules: readonly string[];
  readonly rejected?: Refusal;
  readonly events: readonly Event[];
  readonly next: RowState;
  readonly nextIntegration: Integration;
  /** The claims, assumptions and choices that the rules cite. */
  readonly cites: readonly string[];
  /** The invariants that judged the row. */
  readonly invariants: readonly string[];
}

/** A row with the set of its dialects, as the kit works with it. */
export interface RowInDialects extends BehaviourRow {
  readonly set: DialectSet;
}

/** How large the table is in one dialect. */
export interface DialectSize {
  readonly dialect: Dialect;
  readonly states: number;
  readonly rows: number;
  readonly accepted: number;
}

/** Rows beyond the narrow alphabet as one hash: any change in them shows. A row that several dialects share counts once. */
export interface WideDigest {
  readonly rows: number;
  readonly digest: string;
}

export interface BehaviourTable {
  /** Of this format; another number is another schema. */
  readonly format: 1;
  readonly hitPolicy: 'UNIQUE';
  readonly assumptions: { readonly [name: string]: readonly string[] };
  readonly default: Dialect;
  readonly sizes: readonly DialectSize[];
  /** (state, command, dialect) cells, and those of them that no rule or several rules decide. */
  readonly cells: number;
  readonly gaps: number;
  readonly overlaps: number;
  readonly rows: readonly RowInDialects[];
  /**
   * All that can be seen over the wide alphabet, with two and three servers, and under other spellings, whichever rules
   * bring it about; and for each rule the rows in which it applies.
   */
  readonly wide: WideDigest & { readonly rules: readonly (WideDigest & { readonly rule: string })[] };
}

/** A row of a table as a base may hold it; a `BehaviourRow` is one. */
export interface ComparableRow {
  /** A list of choices, of which a dialect must make one. */
  readonly dialects: readonly object[];
  readonly state: object;
  readonly command: object;
  readonly rules: readonly string[];
  readonly rejected?: string;
  readonly events: readonly object[];
  readonly next: object;
  readonly nextIntegration: Integration;
  readonly cites: readonly string[];
  readonly invariants: readonly string[];
}

/** A table as a base may hold it; a `BehaviourTable` is one. */
export interface ComparableTable {
  readonly assumptions: { readonly [name: string]: readonly string[] };
  readonly default: object;
  readonly rows: readonly ComparableRow[];
  readonly wide: WideDigest & { readonly rules: readonly (WideDigest & { readonly rule: string })[] };
}
