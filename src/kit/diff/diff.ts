/**
 * The difference between two behaviour tables: cell by cell - a state, a command, a dialect - what can be seen is
 * compared. How rows are put together, which rules bring them about and in what order they stand does not matter.
 */
import { canonicalJson, conditionOfVariants } from './comparable.ts';
import { changeClasses, classOf } from './change.ts';
import { viewsOf } from './cells.ts';
import { wideChange } from './wide-change.ts';
import type { Model } from '../../kst/model.ts';
import type { Cell, View } from './cells.ts';
import type { Change, DefaultChange, RowChange, RowClass, Seen, Sequence } from './change.ts';
import type { ComparableTable } from '../../kst/behaviour.ts';
import type { Choices, CommonPart } from './comparable.ts';

export interface BehaviourDiff {
  /** In the order of the classes; of a class those first that are seen soonest, of these the ones with the fewest conditions, then by state and command. */
  readonly changes: readonly Change[];
  /** Rows that look the same and are brought about by other rules: no change of behaviour. */
  readonly byOtherRules: readonly { readonly before: readonly string[]; readonly now: readonly string[]; readonly rows: number }[];
  /** What only one of the two tables knows, and so is not compared. */
  readonly notes: readonly string[];
  /** (state, command, dialect) cells that were compared; none means that the tables have nothing in common. */
  readonly cells: number;
}

export interface DiffOptions {
  /** The model of today, to find the way to a row of the wide alphabet. */
  readonly model: Model;
  /** A hash of a text, as at least 16 hexadecimal digits; the kit has none of its own. */
  readonly hash: (text: string) => string;
}

/** Equal for equal changes, in every run and on every machine. */
type Fingerprint = (...parts: readonly unknown[]) => string;

/** What has changed from the table of a base to the table of today's rules. */
export function behaviourDiff(before: ComparableTable, now: ComparableTable, { model, hash }: DiffOptions): BehaviourDiff {
  const { common, views } = viewsOf(before, now);
  const fingerprint: Fingerprint = (...parts) => hash(canonicalJson(parts)).slice(0, 16);
  const rows = rowChanges(views, common, fingerprint);
  const shown = new Set(rows.flatMap(({ rules }) => [...rules.before, ...rules.now]));
  const wide = wideChange(before.wide, now.wide, shown, model, fingerprint);
  const order = Object.keys(changeClasses());
  return {
    changes: [...rows, ...defaultChanges(before, now, fingerprint), ...(wide === null ? [] : [wide])].sort((a, b) => order.indexOf(a.class) - order.indexOf(b.class)),
    byOtherRules: byOtherRules(views),
    notes: common.notes,
    cells: views.filter(({ variant }) => variant.set !== 0).reduce((sum, { cells }) => sum + cells.length, 0),
  };
}

/** The variants in which one cell changes from one outcome to one other. */
interface Group {
  readonly undecided: boolean;
  readonly parts: { readonly view: View; readonly cell: Cell }[];
}

function rowChanges(views: readonly View[], common: CommonPart, fingerprint: Fingerprint): readonly RowChange[] {
  const groups = new Map<string, Group>();
  for (const view of views) {
    for (const cell of view.cells) {
      if (cell.same) continue;
      const undecided = cell.now === null && view.reached.has(cell.stateKey);
      const key = JSON.stringify([cell.key, undecided, cell.before?.seenKey, cell.now?.seenKey]);
      const group = groups.get(key) ?? { undecided, parts: [] };
      // What changes in a dialect need not be told again of the default one.
      if (view.variant.set === 0 && group.parts.length > 0) continue;
      group.parts.push({ view, cell });
      groups.set(key, group);
    }
  }
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, group]) => rowChange(group, common, fingerprint))
    .sort((a, b) => toSee(a) - toSee(b) || conditionsOf(a) - conditionsOf(b));
}

/** By how many commands a change is seen; what another change must show first, or nobody knows the way to, comes after all others. */
function toSee({ sequence }: RowChange): number {
  return sequence === null ? Infinity : sequence.commands.length + (sequence.behindAnother ? 1000 : 0);
}

function conditionsOf({ dialects }: RowChange): number {
  return (dialects ?? []).reduce((sum, choices) => sum + Object.keys(choices).length, 0);
}

function rowChange({ undecided, parts }: Group, common: CommonPart, fingerprint: Fingerprint): RowChange {
  const { before, now } = parts[0]!.cell;
  const { state, row } = (now ?? before)!;
  const outcome = { before: before?.seen ?? null, now: now?.seen ?? null };
  const variants = parts.map(({ view }) => view.variant);
  const dialects = variants[0]!.set === 0 ? null : conditionOfVariants(variants, common);
  const all = (side: 'before' | 'now', list: 'rules' | 'cites' | 'invariants'): readonly string[] => [...new Set(parts.flatMap(({ cell }) => cell[side]?.row[list] ?? []))];
  const both = (list: 'cites' | 'invariants'): readonly string[] => [...new Set([...all('before', list), ...all('now', list)])].sort(byId);
  return {
    fingerprint: fingerprint(state, row.command, dialects, outcome),
    class: undecided ? 'undecided' : rowClass(outcome.before, outcome.now),
    state,
    command: row.command,
    dialects,
    outcome,
    rules: { before: all('before', 'rules'), now: all('now', 'rules') },
    cites: both('cites'),
    invariants: both('invariants'),
    sequence: shortestSequence(parts),
  };
}

function rowClass(before: Seen | null, now: Seen | null): RowClass {
  if (before === null) return 'row-added';
  return now === null ? 'row-removed' : classOf(before, now);
}

/** By rows that have not changed, if there is such a way in any of the dialects; else by those of the table that has the row. */
function shortestSequence(parts: Group['parts']): Sequence | null {
  const sequences = (behindAnother: boolean): readonly Sequence[] =>
    parts.flatMap(({ view, cell }) => {
      const side = cell.now === null ? 'before' : 'now';
      const path = view.paths[behindAnother ? side : 'same']().get(cell.stateKey);
      return path === undefined ? [] : [{ commands: [...path, cell[side]!.row.command], dialect: view.variant[side], behindAnother }];
    });
  return shortest(sequences(false)) ?? shortest(sequences(true));
}

function shortest(sequences: readonly Sequence[]): Sequence | null {
  return sequences.reduce<Sequence | null>((a, b) => (a === null || b.commands.length < a.commands.length ? b : a), null);
}

function defaultChanges(before: ComparableTable, now: ComparableTable, fingerprint: Fingerprint): readonly DefaultChange[] {
  const [old, present] = [before.default, now.default] as [Choices, Choices];
  return Object.keys(now.assumptions)
    .filter((name) => before.assumptions[name] !== undefined && old[name] !== present[name])
    .map((name) => ({
      fingerprint: fingerprint('default', name, old[name], present[name]),
      class: 'default-changed',
      assumption: name,
      before: old[name]!,
      now: present[name]!,
    }));
}

function byOtherRules(views: readonly View[]): BehaviourDiff['byOtherRules'] {
  const cells = views.filter(({ variant }) => variant.set !== 0).flatMap((view) => view.cells);
  const moved = cells.filter(({ same, before, now }) => same && before!.row.rules.join() !== now!.row.rules.join());
  const groups = Map.groupBy(moved, ({ before, now }) => JSON.stringify([before!.row.rules, now!.row.rules]));
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, group]) => ({ before: group[0]!.before!.row.rules, now: group[0]!.now!.row.rules, rows: new Set(group.map(({ key }) => key)).size }));
}

/** Claims, then assumptions, choices and invariants, each by number. */
function byId(a: string, b: string): number {
  const rank = (id: string): number => 'CAFI'.indexOf(id[0] ?? '') * 1000 + Number(id.slice(1));
  return rank(a) - rank(b);
}
