/**
 * A change of behaviour: what it is of, and of which class.
 */
import type { Condition } from '../../kst/conditions.ts';
import type { Integration } from '../../kst/integration.ts';
import type { WideDigest } from '../tables/behaviour.ts';
import type { Choices } from './comparable.ts';

/** What a row changes for whoever meets it. */
export type RowClass =
  | 'undecided'
  | 'now-refused'
  | 'now-accepted'
  | 'other-refusal'
  | 'integration-breaks'
  | 'integration-heals'
  | 'other-entry'
  | 'other-events'
  | 'other-state'
  | 'row-added'
  | 'row-removed';

export type ChangeClass = RowClass | 'default-changed' | 'wide';

/** Every class, with what it means; the first that fits is the class of a change. */
export function changeClasses(): { readonly [name in ChangeClass]: string } {
  return {
    undecided: 'no rule decides it any more, or several do',
    'now-refused': 'it was accepted and is refused now',
    'now-accepted': 'it was refused and is accepted now',
    'other-refusal': 'it is refused for another reason',
    'integration-breaks': 'UM or OWA IM works less after it',
    'integration-heals': 'UM or OWA IM works more after it, and neither less',
    'other-entry': 'another entry is listed after it',
    'other-events': 'other events are logged',
    'other-state': 'only what nobody sees at once is another: later steps may show it',
    'row-added': 'the state is reached now and was not',
    'row-removed': 'the state was reached and is not now',
    'default-changed': 'an assumption has another default',
    wide: 'rows over all versions, URI types and two plans, with several servers, or under other spellings are others',
  };
}

/** What a command brings about, as far as both tables know it. */
export interface Seen {
  readonly rejected: string | null;
  readonly events: readonly object[];
  readonly next: object;
  readonly integration: Integration;
}

/** Commands from the empty start on; the last one shows the change. */
export interface Sequence {
  readonly commands: readonly object[];
  /** In which dialect. */
  readonly dialect: Choices;
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
  readonly outcome: Before<Seen | null>;
  /** The rules that bring it about, those of all its dialects. */
  readonly rules: Before<readonly string[]>;
  /** The claims, assumptions and choices that the rules cite, before or now. */
  readonly cites: readonly string[];
  /** The invariants that judge it, before or now. */
  readonly invariants: readonly string[];
  /** The shortest; null where a table does not tell how its own row is reached. */
  readonly sequence: Sequence | null;
}

export interface DefaultChange extends Before<string> {
  readonly fingerprint: string;
  readonly class: 'default-changed';
  readonly assumption: string;
}

/** What the rows of the table do not show in full: the digest over the wide alphabet is another. */
export interface WideChange extends Before<WideDigest> {
  readonly fingerprint: string;
  readonly class: 'wide';
  /** The rules whose rows differ there. */
  readonly rules: readonly string[];
  /** Of those, the ones that no changed row of the table shows. */
  readonly beyond: readonly string[];
  /** The shortest way to a row that only the wide alphabet has and where one of these rules applies now. */
  readonly sequence: Sequence | null;
}

export type Change = RowChange | DefaultChange | WideChange;

/** The class of a change from one outcome to another that differs from it; what users feel most comes first. */
export function classOf(before: Seen, now: Seen): RowClass {
  if (before.rejected !== now.rejected) return before.rejected === null ? 'now-refused' : now.rejected === null ? 'now-accepted' : 'other-refusal';
  const lights = (['um', 'owaIm'] as const).map((light) => working[now.integration[light]] - working[before.integration[light]]);
  if (lights.some((change) => change < 0)) return 'integration-breaks';
  if (lights.some((change) => change > 0)) return 'integration-heals';
  if (listed(before) !== listed(now)) return 'other-entry';
  return JSON.stringify(before.events) === JSON.stringify(now.events) ? 'other-state' : 'other-events';
}

/** A server that has nothing to do with UM is better off than one whose UM is broken, and no better than one whose UM works. */
const working: { readonly [how in Integration['um']]: number } = { broken: 0, none: 1, works: 2 };

function listed({ next }: Seen): string {
  return JSON.stringify((next as { readonly known?: unknown }).known);
}
