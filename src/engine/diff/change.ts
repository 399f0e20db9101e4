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

export type ChangeClass = RowClass | ToldChange['class'] | 'wide';

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
    'scenario-broken': 'what a scenario of the base tells does not happen any more',
    'judges-less': 'less is judged than at the base',
    'not-compared': 'only one side knows it, so nobody knows what it comes to',
    'default-changed': 'an assumption has another default',
    'event-changed': 'an event has another source or level',
    'limit-changed': 'another input is taken, or in another form',
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
  /** 16 hexadecimal digits over the cause: the class, the rules, the condition and the difference. Rows of one cause share it. */
  readonly fingerprint: string;
  readonly class: RowClass;
  /** What is seen first of it, without what other rows have in its place: `um works -> broken`. */
  readonly difference: string;
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

/** What stands beside the rows is another; null where one side does not know it. */
export interface ToldChange extends Before<string | null> {
  readonly fingerprint: string;
  readonly class: 'scenario-broken' | 'judges-less' | 'not-compared' | 'default-changed' | 'event-changed' | 'limit-changed';
  /** The assumption, the event, the field with the value that was tried, the scenario; the word that only one side knows. */
  readonly of: string;
}

/** What no row of the table shows: over the other alphabets the rows of a rule have another digest. Null for a rule that is not there. */
export interface WideChange extends Before<WideDigest | null> {
  readonly fingerprint: string;
  readonly class: 'wide';
  /** Null where rows differ in which no rule applies. */
  readonly rule: string | null;
  /** The shortest way to a row that only a larger alphabet has and where the rule applies now. */
  readonly sequence: SeenBy | null;
}

export type Change = RowChange | ToldChange | WideChange;

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

/** What is seen of a change of a class, in few words that rows of one cause share: what has changed, and nothing of what has not. */
export function differenceOf(
  name: RowClass, before: ComparedOutcome | null, now: ComparedOutcome | null, specification: Specification,
): string {
  if (before === null || now === null) return '';
  const { table, status } = specification;
  const changed = (old: object, present: object, fields: readonly string[]) => {
    const differing = fields.filter((field) => valueText(old, field) !== valueText(present, field));
    return differing.map((field) => `${field} ${valueText(old, field)} -> ${valueText(present, field)}`).join(', ');
  };
  switch (name) {
    case 'now-refused': return `refused: ${now.rejected}`;
    case 'now-accepted': return `no more refused: ${before.rejected}`;
    case 'other-refusal': return `refused: ${before.rejected} -> ${now.rejected}`;
    case 'other-entry': return changed(before.next, now.next, table.shows);
    case 'other-state': return changed(before.next, now.next, Object.keys(now.next));
    case 'other-events': {
      const { nameOf, events } = specification;
      const nameIn = (event: object) => [nameOf(event)].find((each) => each in events) ?? 'an unknown event';
      const named = (logged: readonly object[]) => logged.map(nameIn);
      const [old, present] = [named(before.events), named(now.events)];
      if (old.join() !== present.join()) return `logs ${old.join(', ') || 'nothing'} -> ${present.join(', ') || 'nothing'}`;
      const of = present.map((each, at) => [each, changed(before.events[at]!, now.events[at]!, Object.keys(now.events[at]!))]);
      return of.filter(([, fields]) => fields !== '').map(([each, fields]) => `${each}: ${fields}`).join('; ');
    }
    default: {
      const lights = Object.entries(status?.lights ?? {}).filter(([light]) => before.status?.[light] !== now.status?.[light]);
      return lights.map(([light, { label }]) => `${label} ${before.status?.[light]} -> ${now.status?.[light]}`).join(', ');
    }
  }
}

function valueText(record: object, field: string) {
  return canonicalJson((record as { readonly [field: string]: unknown })[field] ?? null);
}

/** Some fields of a record, those alone that it has. */
export function picked<T extends object>(record: T, fields: readonly string[]): T {
  const values = record as { readonly [field: string]: unknown };
  return Object.fromEntries(fields.filter((field) => field in record).map((field) => [field, values[field]])) as T;
}
