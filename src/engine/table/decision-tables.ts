/**
 * The behaviour table as decision tables for people: one a command, contracted, in the columns that the specification gives a state,
 * with outcomes relative to it.
 */
import { systemOf } from '../rules/system.ts';
import { contract } from './contract.ts';
import { fieldText, varyingFields } from './rows.ts';
import type { Condition } from '../dialects/conditions.ts';
import type { Rulebook, Specification, Words } from '../specification.ts';
import type { BehaviourRow } from './row.ts';

/** One row of a decision table. */
export interface DecisionRow {
  /** For each column the values that it may have; null where it does not matter. */
  readonly when: readonly (readonly string[] | null)[];
  readonly dialects: Condition;
  readonly rules: readonly string[]; readonly events: readonly string[];
  /** Why the command is refused, or null. */
  readonly refused: string | null;
  /** The columns that change, and to what. */
  readonly becomes: readonly { readonly column: string; readonly value: string }[];
  /** How many (state, command, dialect) cells it stands for. */
  readonly covers: number;
}

/** The decision tables of some rows. */
export function decisionTables<W extends Words>(specification: Specification<W>, rows: readonly BehaviourRow<W>[]) {
  const system = systemOf(specification);
  const states = Object.keys(rows.length === 0 ? {} : specification.table.columns(rows[0]!.state));
  const subjects = new Set(Object.keys(specification.commands).map((kind) => system.subjectFieldOf(kind)));
  const fields = varyingFields(specification.alphabets[0]!.commands).filter((field) => !subjects.has(field));
  const byCommand = Map.groupBy(rows, ({ command }) => command.do);
  const tables = [...byCommand].map(([command, own]) => ({ command, rows: decisionRows(specification, fields, own) }));
  const looked = (column: number) => tables.some((table) => table.rows.some(({ when }) => when[column] !== null));
  const isKept = (_: unknown, column: number) => column < states.length || looked(column);
  return {
    /** What the tables look at: the columns of a state, then the fields of commands that vary, where any row looks at them. */
    columns: [...states, ...fields].filter(isKept),
    /** In the order in which the rows name commands. */
    tables: tables.map((table) => ({ ...table, rows: table.rows.map((row) => ({ ...row, when: row.when.filter(isKept) })) })),
  };
}

/** An event about the one part, in as few words as tell it from others: its name and what it says beside the part. */
export function eventInRow(
  specification: Rulebook & Pick<Specification, 'table'>, event: object, { state, command }: Pick<BehaviourRow, 'state' | 'command'>,
): string {
  const { table, nameOf } = specification;
  if (table.event !== undefined) return table.event(event, state, command);
  const told = Object.entries(systemOf(specification).eventFields(event)).filter(([, { is }]) => is !== 'subject');
  return [nameOf(event), ...told.map(([field]) => fieldText(event, field))].join(' ');
}

type Shown = Pick<BehaviourRow, 'state' | 'command' | 'next'>;

/** The columns of a state after a command, told from the state before it. */
export function columnsAfter({ table }: Specification, { state, command, next }: Shown): Readonly<Record<string, string>> {
  return table.columnsAfter?.(state, command, next) ?? table.columns(next);
}

type Outcome = Omit<DecisionRow, 'when' | 'dialects' | 'covers'>;

function decisionRows(specification: Specification, fields: readonly string[], rows: readonly BehaviourRow[]) {
  const outcomes = outcomesOf(specification, rows);
  const places = rows.map(({ state, command, set }, index) => ({
    values: [...Object.values(specification.table.columns(state)), ...fields.map((field) => fieldText(command, field))],
    dialects: set,
    outcome: JSON.stringify(outcomes[index]),
  }));
  return contract(systemOf(specification).dialects, places)
    .map(({ values, condition, outcome, covers }) => ({ when: values, dialects: condition, ...(JSON.parse(outcome) as Outcome), covers }))
    .sort((a, b) => (a.rules.join() < b.rules.join() ? -1 : a.rules.join() > b.rules.join() ? 1 : 0));
}

/**
 * The outcome of each row. Rows that the same rules decide share what can be shared: a column that none of them changes is left
 * out, one that all of them set to one value is set, even where it had that value before.
 */
function outcomesOf(specification: Specification, rows: readonly BehaviourRow[]) {
  const { columns } = specification.table;
  const drafts = rows.map((row) => {
    const events = row.events.map((event) => eventInRow(specification, event, row));
    const decided = { rules: row.rules, refused: row.rejected ?? null, events };
    return { row, decided, key: JSON.stringify(decided), before: columns(row.state), next: columns(row.next) };
  });
  const alike = Map.groupBy(drafts, ({ key }) => key);
  const changes = (key: string, column: string) => alike.get(key)!.some(({ before, next }) => before[column] !== next[column]);
  const changing = new Map([...alike].map(([key, [first]]) => [key, Object.keys(first!.before).filter((each) => changes(key, each))]));
  return drafts.map(({ row, decided, key }) => {
    const after = columnsAfter(specification, row);
    return { ...decided, becomes: changing.get(key)!.map((column) => ({ column, value: after[column]! })) };
  });
}
