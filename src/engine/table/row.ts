/**
 * The shape of the behaviour table: what the engine computes, reports print, and a base is read back as.
 */
import type { Condition } from '../dialects/conditions.ts';
import type { VariantSet } from '../dialects/set.ts';
import type { Command, Words } from '../specification.ts';
import type { Limit } from './limits.ts';

/** What users notice of a part, light by light. */
export interface Lights {
  readonly [light: string]: string;
}

/** What a command does in a state of one part, in some dialects. */
export interface BehaviourRow<W extends Words = any> {
  /** State and command, and, where dialects differ, what decides: `run.5.hosts.claimed.0.settled/pool.remove`. */
  readonly id: string;
  /** The dialects in which the state is reachable and the command does this, as a condition and as a set. */
  readonly dialects: Condition; readonly set: VariantSet;
  readonly state: W['Row'];
  /** Null where the specification has no status. */
  readonly status: Lights | null;
  readonly command: Command<W>;
  /** The rule of the command's own table. */
  readonly rule: string;
  /** All rules that applied, in order. */
  readonly rules: readonly string[];
  readonly rejected?: W['Refusal'];
  readonly events: readonly W['Event'][];
  readonly next: W['Row'];
  readonly nextStatus: Lights | null;
  /** The claims, assumptions and choices that the rules cite. */
  readonly cites: readonly string[];
  /** The invariants that judged the row. */
  readonly invariants: readonly string[];
}

/** Rows beyond the first alphabet as one hash: any change in them shows. A row that several dialects share counts once. */
export interface WideDigest {
  readonly rows: number; readonly digest: string;
}

/** All that can be seen over the other alphabets, whichever rules bring it about; and for each rule the rows in which it applies. */
export type WideDigests = WideDigest & { readonly rules: readonly (WideDigest & { readonly rule: string })[] };

export interface EventHeading {
  readonly name: string; readonly stream: string; readonly level: string;
}

export interface BehaviourTable<W extends Words = any> {
  /** Of this format; another number is another schema. */
  readonly format: 1; readonly hitPolicy: 'UNIQUE';
  readonly assumptions: { readonly [name: string]: readonly string[] };
  readonly default: W['Dialect'];
  /** How large it is in each dialect. */
  readonly sizes: readonly { readonly dialect: W['Dialect']; readonly states: number; readonly rows: number; readonly accepted: number }[];
  /** (state, command, dialect) cells, and those of them that no rule or several rules decide. */
  readonly cells: number; readonly gaps: number; readonly overlaps: number;
  /** Under which source and level each event is logged. */
  readonly events: readonly EventHeading[];
  /** What the fields of commands take at their limits. */
  readonly limits: readonly Limit[];
  readonly rows: readonly BehaviourRow<W>[];
  readonly wide: WideDigests;
}

/** The fields of a row of behaviour.json that hold the status before a command and after it: `integration`, `nextIntegration`. */
export function statusFields(name: string): readonly [string, string] {
  return [name, `next${name[0]!.toUpperCase()}${name.slice(1)}`];
}

/** A row of a table as a base may hold it; a `BehaviourRow` is one. */
export type ComparableRow = Omit<BehaviourRow<Words>, 'id' | 'set' | 'status' | 'rule' | 'command'> & {
  readonly command: { readonly do?: unknown };
};

/** A table as a base may hold it; a `BehaviourTable` is one. One of before limits and events stood in it has neither. */
export type ComparableTable = Pick<BehaviourTable<Words>, 'assumptions' | 'default' | 'wide'> &
  Partial<Pick<BehaviourTable, 'limits' | 'events'>> & { readonly rows: readonly ComparableRow[] };
