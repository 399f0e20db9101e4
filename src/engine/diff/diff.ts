/**
 * The difference between two behaviour tables: cell by cell - a state, a command, a dialect - what can be seen is
 * compared. How rows are put together, which rules bring them about and in what order they stand does not matter.
 */
import { citesInOrder } from '../table/rows.ts';
import { canonicalJson } from '../text.ts';
import { type CommonPart, type ComparedCell, type ComparedView, conditionOfVariants, viewsOf } from './cells.ts';
import { type Change, changeClasses, classOf, differenceOf, type RowChange, type SeenBy } from './change.ts';
import { inWordsOfToday } from './earlier.ts';
import { type Value, valueChanges } from './values.ts';
import { wideChanges } from './wide-change.ts';
import type { Specification } from '../specification.ts';
import type { ComparableTable } from '../table/row.ts';

export interface BehaviourDiff {
  /**
   * In the order of the classes; of a class those first that are seen soonest, of these the ones with the fewest conditions, then by
   * state and command.
   */
  readonly changes: readonly Change[];
  /** Rows that look the same and are brought about by other rules: no change of behaviour. */
  readonly byOtherRules: readonly { readonly before: readonly string[]; readonly now: readonly string[]; readonly rows: number }[];
  /** (state, command, dialect) cells that were compared; none means that the tables have nothing in common. */
  readonly cells: number;
}

/** Equal for equal changes, in every run and on every machine. */
type Fingerprint = (...parts: readonly unknown[]) => string;

/**
 * What has changed from the table of a base to the table of today's rules.
 *
 * @param specification of today's rules.
 * @param hash of a text, as at least 16 hexadecimal digits; the engine has none of its own.
 * @param beside what has changed beside the tables.
 */
export function behaviourDiff(
  before: ComparableTable,
  now: ComparableTable,
  specification: Specification,
  hash: (text: string) => string,
  beside: readonly Value[] = [],
): BehaviourDiff {
  const { table, unread } = inWordsOfToday(before, specification);
  const { common, views } = viewsOf(table, now, specification);
  const fingerprint: Fingerprint = (...parts) => hash(canonicalJson(parts)).slice(0, 16);
  const withoutWords = { what: 'rows without words of today', is: 'gone', rows: unread } as const;
  const unknown = unread === 0 ? common.unknown : [withoutWords, ...common.unknown];
  const rows = rowChanges(views, common, specification, fingerprint);
  const shown = new Set(rows.flatMap(({ rules }) => [...rules.before, ...rules.now]));
  const wide = wideChanges(before.wide, now.wide, shown, specification, fingerprint);
  const order = Object.keys(changeClasses(specification));
  const changes = [...rows, ...valueChanges(before, now, unknown, beside, fingerprint), ...wide];
  return {
    changes: changes.sort((a, b) => order.indexOf(a.class) - order.indexOf(b.class)),
    byOtherRules: byOtherRules(views),
    cells: views.filter(ofDialect).reduce((sum, { cells }) => sum + cells.length, 0),
  };
}

/** Whether a view is of one dialect, and not of what each table takes by default. */
function ofDialect({ variant }: ComparedView) {
  return variant.set !== null;
}

/** The variants in which one cell changes from one outcome to one other. */
interface Group {
  readonly undecided: boolean;
  readonly parts: { readonly view: ComparedView; readonly cell: ComparedCell }[];
}

function rowChanges(
  views: readonly ComparedView[],
  common: CommonPart,
  specification: Specification,
  fingerprint: Fingerprint,
): readonly RowChange[] {
  const groups = new Map<string, Group>();
  for (const view of views) {
    for (const cell of view.cells) {
      if (cell.same) continue;
      const undecided = cell.now === null && view.reached.has(cell.stateKey);
      const key = JSON.stringify([cell.key, undecided, cell.before?.outcomeKey, cell.now?.outcomeKey]);
      const group = groups.get(key) ?? { undecided, parts: [] };
      // What changes in a dialect need not be told again of the default one.
      if (!ofDialect(view) && group.parts.length > 0) continue;
      group.parts.push({ view, cell });
      groups.set(key, group);
    }
  }
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, group]) => rowChange(group, common, specification, fingerprint))
    .sort((a, b) => toSee(a) - toSee(b) || conditionsOf(a) - conditionsOf(b));
}

/** By how many commands a change is seen; what another change must show first, or nobody knows the way to, comes after all others. */
function toSee({ sequence }: RowChange) {
  return sequence === null ? Infinity : sequence.commands.length + (sequence.behindAnother ? 1000 : 0);
}

function conditionsOf({ dialects }: RowChange) {
  return (dialects ?? []).reduce((sum, choices) => sum + Object.keys(choices).length, 0);
}

function rowChange({ undecided, parts }: Group, common: CommonPart, specification: Specification, fingerprint: Fingerprint): RowChange {
  const { before, now } = parts[0]!.cell;
  const { state, row } = (now ?? before)!;
  const outcome = { before: before?.outcome ?? null, now: now?.outcome ?? null };
  const dialects = conditionOfVariants(parts.map(({ view }) => view.variant), common);
  const all = (side: 'before' | 'now', list: 'rules' | 'cites' | 'invariants') =>
    [...new Set(parts.flatMap(({ cell }) => cell[side]?.row[list] ?? []))];
  const either = (list: 'cites' | 'invariants') => citesInOrder([...all('before', list), ...all('now', list)]);
  const name = undecided ? 'undecided' : classOf(outcome.before, outcome.now, specification);
  const rules = { before: all('before', 'rules'), now: all('now', 'rules') };
  const difference = differenceOf(name, outcome.before, outcome.now, specification);
  return {
    fingerprint: fingerprint(name, rules, dialects, difference),
    class: name,
    difference,
    state,
    command: row.command,
    dialects,
    outcome,
    rules,
    cites: either('cites'),
    invariants: either('invariants'),
    sequence: shortestSequence(parts),
  };
}

/** By rows that have not changed, if there is such a way in any of the dialects; else by those of the table that has the row. */
function shortestSequence(parts: Group['parts']): SeenBy | null {
  for (const behindAnother of [false, true]) {
    const sequences = parts.flatMap(({ view, cell }) => {
      const side = cell.now === null ? 'before' : 'now';
      const path = view.wayTo(cell.stateKey, behindAnother ? side : 'same');
      return path === undefined ? [] : [{ commands: [...path, cell[side]!.row.command], dialect: view.variant[side], behindAnother }];
    });
    if (sequences.length > 0) return sequences.reduce((a, b) => (b.commands.length < a.commands.length ? b : a));
  }
  return null;
}

function byOtherRules(views: readonly ComparedView[]) {
  const cells = views.filter(ofDialect).flatMap((view) => view.cells);
  const moved = cells.filter(({ same, before, now }) => same && before!.row.rules.join() !== now!.row.rules.join());
  const groups = Map.groupBy(moved, ({ before, now }) => JSON.stringify([before!.row.rules, now!.row.rules]));
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, group]) => {
      const { before, now } = group[0]!;
      return { before: before!.row.rules, now: now!.row.rules, rows: new Set(group.map(({ key }) => key)).size };
    });
}
