/**
 * The behaviour table as decision tables for people: one a command, contracted, with versions relative to the pool and
 * outcomes relative to the state.
 */
import { contract } from './contract.ts';
import type { Condition } from '../../kst/conditions.ts';
import type { CommandKind } from '../../kst/commands.ts';
import type { Event } from '../../kst/events.ts';
import type { Version } from '../../kst/state.ts';
import type { RowInDialects, RowState } from './behaviour.ts';

/** What a decision table looks at: the state, and the version that the command names. */
export const conditionColumns = ['running', 'pool', 'hosting', 'claimed', 'known', 'conflict', 'version'] as const;

/** One row of a decision table. */
export interface DecisionRow {
  /** For each of `conditionColumns` the values that it may have; null where it does not matter. */
  readonly when: readonly (readonly string[] | null)[];
  readonly dialects: Condition;
  readonly rules: readonly string[];
  /** Why the command is refused, or null. */
  readonly refused: string | null;
  readonly events: readonly string[];
  /** What changes, and to what. */
  readonly becomes: readonly { readonly cell: keyof RowState; readonly value: string }[];
  /** How many (state, command, dialect) cells it stands for. */
  readonly covers: number;
}

export interface DecisionTable {
  readonly command: CommandKind;
  readonly rows: readonly DecisionRow[];
}

/** The decision tables, in the order in which the rows name commands. */
export function decisionTables(rows: readonly RowInDialects[]): readonly DecisionTable[] {
  const byCommand = Map.groupBy(rows, ({ command }) => command.do);
  return [...byCommand].map(([command, own]) => ({ command, rows: decisionRows(own) }));
}

/** A state's cells as a decision table has them: versions of the table relative to the pool. */
export function cellsOf({ running, pool, hosting, claimed, known, conflict }: RowState): readonly string[] {
  return [yes(running), String(pool ?? 'none'), yes(hosting), yes(claimed), listed(known, pool), conflict];
}

/** Versions as a text: nothing, 0, `pool's` for that of the pool, or numbers. */
export function listed(versions: readonly Version[], pool: Version | null): string {
  return versions.map((version) => (version === pool ? "pool's" : String(version))).join(' and ') || 'nothing';
}

type Outcome = Omit<DecisionRow, 'when' | 'dialects' | 'covers'>;

function decisionRows(rows: readonly RowInDialects[]): readonly DecisionRow[] {
  const outcomes = outcomesOf(rows);
  const cells = rows.map(({ state, command, set }, index) => ({
    values: [...cellsOf(state), 'version' in command ? String(command.version) : ''],
    dialects: set,
    outcome: JSON.stringify(outcomes[index]),
  }));
  return contract(cells)
    .map(({ values, condition, outcome, covers }) => ({ when: values, dialects: condition, ...(JSON.parse(outcome) as Outcome), covers }))
    .sort((a, b) => (a.rules.join() < b.rules.join() ? -1 : a.rules.join() > b.rules.join() ? 1 : 0));
}

/**
 * The outcome of each row. Rows that the same rules decide share what can be shared: a cell that none of them changes is left
 * out, one that all of them set to one value is set, even where it had that value before.
 */
function outcomesOf(rows: readonly RowInDialects[]): readonly Outcome[] {
  const drafts = rows.map((row) => ({ row, rules: row.rules, refused: row.rejected ?? null, events: row.events.map((event) => eventWords(event, poolOf(row))) }));
  const alike = Map.groupBy(drafts, ({ rules, refused, events }) => JSON.stringify([rules, refused, events]));
  const changing = new Map([...alike].map(([key, group]) => [key, stateCells.filter((cell) => group.some(({ row }) => changes(row, cell)))]));
  return drafts.map(({ row, rules, refused, events }) => ({
    rules,
    refused,
    events,
    becomes: changing.get(JSON.stringify([rules, refused, events]))!.map((cell) => ({ cell, value: valueAfter(row, cell) })),
  }));
}

const stateCells = ['running', 'pool', 'hosting', 'claimed', 'known', 'conflict'] as const;

function changes({ state, next }: RowInDialects, cell: keyof RowState): boolean {
  return JSON.stringify(state[cell]) !== JSON.stringify(next[cell]);
}

/** The pool that a row is about: the one there, or the one that the command brings. */
function poolOf({ state, command }: RowInDialects): Version | null {
  return state.pool ?? ('version' in command ? command.version : null);
}

function valueAfter(row: RowInDialects, cell: keyof RowState): string {
  const { next } = row;
  if (cell === 'known') return listed(next.known, poolOf(row));
  if (cell !== 'pool') return typeof next[cell] === 'boolean' ? yes(next[cell]) : String(next[cell]);
  return next.pool === null ? 'none' : 'version' in row.command && next.pool === row.command.version ? "the command's" : String(next.pool);
}

/** An event about the one server, in as few words as tell it from others. */
export function eventWords(event: Event, pool: Version | null): string {
  switch (event.id) {
    case 14492:
      return `14492 ${listed(event.servers.map(({ version }) => version), pool)}`;
    case 14493:
    case 14495:
      return `${event.id} ${listed([event.version], pool)}`;
    case 14563:
      return `14563 ${listed(event.versions, pool)}`;
    case 44024:
      return `44024 ${event.servers.length === 0 ? 'nobody' : 'the server'}`;
    case 44030:
      return '44030';
    case null:
      return event.name;
  }
}

function yes(value: boolean): string {
  return value ? 'yes' : 'no';
}
