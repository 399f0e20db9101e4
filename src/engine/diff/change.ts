/**
 * A change of behaviour: what it is of, and of which class.
 */
import { canonicalJson } from '../text.ts';
import type { Condition } from '../dialects/conditions.ts';
import type { Dialect } from '../dialects/dialects.ts';
import type { Specification, Status } from '../specification.ts';
import type { Lights, WideDigest } from '../table/row.ts';

/** What a row changes for whoever meets it. A specification with a status has two classes of its name. */
export type RowClass =
  | 'undecided'
  | 'now-refused'
  | 'now-accepted'
  | 'other-refusal'
  | `${string}-breaks`
  | `${string}-heals`
  | 'other-entry'
  | 'other-events'
  | 'other-state'
  | 'row-added'
  | 'row-removed';

export type ChangeClass = RowClass | 'default-changed' | 'wide';

/** Every class, with what it means; the first that fits is the class of a change. */
export function changeClasses(specification: Specification): { readonly [name: string]: string } {
  const { status } = specification;
  return {
    undecided: 'no rule decides it any more, or several do',
    'now-refused': 'it was accepted and is refused now',
    'now-accepted': 'it was refused and is accepted now',
    'other-refusal': 'it is refused for another reason',
    ...(status === undefined ? {} : statusClasses(status)),
    'other-entry': 'another entry is listed after it',
    'other-events': 'other events are logged',
    'other-state': 'only what nobody sees at once is another: later steps may show it',
    'row-added': 'the state is reached now and was not',
    'row-removed': 'the state was reached and is not now',
    'default-changed': 'an assumption has another default',
    wide: `rows over ${beyondFirst(specification)} are others`,
  };
}

function statusClasses({ name, lights }: Status) {
  const labels = Object.values(lights).map(({ label }) => label);
  const others = labels.length === 1 ? '' : labels.length === 2 ? ', and neither less' : ', and none less';
  const any = labels.join(' or ');
  return { [`${name}-breaks`]: `${any} works less after it`, [`${name}-heals`]: `${any} works more after it${others}` };
}

/** What the alphabets beyond the first one add, in words. */
export function beyondFirst({ texts, alphabets }: Specification): string {
  const others = alphabets.slice(1).map(({ name }) => name);
  return texts?.beyond ?? `the ${others.length === 1 ? 'alphabet' : 'alphabets'} ${others.join(', ')}`;
}

/** What a command brings about, as far as both tables know it. */
export interface ComparedOutcome {
  readonly rejected: string | null;
  readonly events: readonly object[];
  readonly next: object;
  /** Null without a status, and where the two tables have no light in common. */
  readonly status: Lights | null;
}

/** The same as JSON has it: the status under its own name. */
export function outcomeJson(outcome: ComparedOutcome | null, { status }: Specification): object | null {
  if (outcome === null) return null;
  const { status: lights, ...rest } = outcome;
  return lights === null ? rest : { ...rest, [status!.name]: lights };
}

/** Commands from the start on; the last one shows the change. */
export interface SeenBy {
  readonly commands: readonly object[];
  /** In which dialect. */
  readonly dialect: Dialect;
  /** Steps before the last one have changed too: no other way leads there. */
  readonly behindAnother: boolean;
}

interface Before<T> {
  readonly before: T;
  readonly now: T;
}

export interface RowChange {
  /** 16 hexadecimal digits over the state, the command, the condition and both outcomes. */
  readonly fingerprint: string;
  readonly class: RowClass;
  readonly state: object;
  readonly command: object;
  /** The dialects in which it changes, of those that are compared; null for what one gets by default, where that is another dialect now. */
  readonly dialects: Condition | null;
  readonly outcome: Before<ComparedOutcome | null>;
  /** The rules that bring it about, those of all its dialects. */
  readonly rules: Before<readonly string[]>;
  /** The claims, assumptions and choices that the rules cite, before or now. */
  readonly cites: readonly string[];
  /** The invariants that judge it, before or now. */
  readonly invariants: readonly string[];
  /** The shortest; null where a table does not tell how its own row is reached. */
  readonly sequence: SeenBy | null;
}

export interface DefaultChange extends Before<string> {
  readonly fingerprint: string;
  readonly class: 'default-changed';
  readonly assumption: string;
}

/** What the rows of the table do not show in full: the digest over the other alphabets is another. */
export interface WideChange extends Before<WideDigest> {
  readonly fingerprint: string;
  readonly class: 'wide';
  /** The rules whose rows differ there. */
  readonly rules: readonly string[];
  /** Of those, the ones that no changed row of the table shows. */
  readonly beyond: readonly string[];
  /** The shortest way to a row that only a larger alphabet has and where one of these rules applies now. */
  readonly sequence: SeenBy | null;
}

export type Change = RowChange | DefaultChange | WideChange;

/** The class of a change from one outcome to another that differs from it; what users feel most comes first. */
export function classOf(before: ComparedOutcome | null, now: ComparedOutcome | null, { status, table }: Specification): RowClass {
  if (before === null) return 'row-added';
  if (now === null) return 'row-removed';
  if (before.rejected !== now.rejected) {
    return before.rejected === null ? 'now-refused' : now.rejected === null ? 'now-accepted' : 'other-refusal';
  }
  if (status !== undefined) {
    const shifts = Object.entries(status.lights).map(([light, { values }]) => {
      const [old, present] = [before, now].map((outcome) => values.indexOf(outcome.status?.[light] ?? '')) as [number, number];
      return present - old;
    });
    if (shifts.some((shift) => shift < 0)) return `${status.name}-breaks`;
    if (shifts.some((shift) => shift > 0)) return `${status.name}-heals`;
  }
  const listed = ({ next }: ComparedOutcome) => canonicalJson(picked(next, table.shows));
  if (listed(before) !== listed(now)) return 'other-entry';
  return canonicalJson(before.events) === canonicalJson(now.events) ? 'other-state' : 'other-events';
}

/** Some fields of a record, those alone that it has. */
export function picked<T extends object>(record: T, fields: readonly string[]): T {
  const values = record as { readonly [field: string]: unknown };
  return Object.fromEntries(fields.filter((field) => field in record).map((field) => [field, values[field]])) as T;
}
