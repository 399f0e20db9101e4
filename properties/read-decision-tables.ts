/**
 * Reads the decision tables of a Markdown page, as a person would, and says what they make of a cell.
 */
import type { Dialect } from '../src/kst/assumptions.ts';
import type { Command } from '../src/kst/commands.ts';
import type { Event } from '../src/kst/events.ts';
import type { RowState } from '../src/kst/table.ts';

/** A row of a table: heading to text. */
export type TextRow = Readonly<Record<string, string>>;

/** What a row makes of a cell. */
export interface ReadOutcome {
  readonly rules: readonly string[];
  readonly rejected: string | undefined;
  readonly events: readonly Event[];
  readonly next: RowState;
}

/** The rows of each `## command` of a page. */
export function readDecisionTables(page: string): ReadonlyMap<string, readonly TextRow[]> {
  const sections = page.split(/^## /m).slice(1);
  return new Map(
    sections.map((section) => {
      const [title = '', ...lines] = section.split('\n');
      const [heading = [], , ...rows] = lines.filter((line) => line.startsWith('|')).map(cellsOf);
      return [title, rows.map((row) => Object.fromEntries(row.map((text, index) => [heading[index]!, text])))];
    }),
  );
}

function cellsOf(line: string): string[] {
  return line.split(/(?<!\\)\|/).slice(1, -1).map((cell) => cell.trim().replaceAll('\\|', '|'));
}

/** Whether a row is about a state, a dialect among it; where the page names no dialects, every one. */
export function appliesTo(row: TextRow, state: RowState, dialect: Dialect): boolean {
  const { running, pool, hosting, claimed, known, conflict } = state;
  const cells = { running: yes(running), hosting: yes(hosting), claimed: yes(claimed), known: listed(known, pool), conflict };
  const pools = pool === null ? ['no'] : ['yes', String(pool)];
  const holds = (choices: string): boolean => choices === 'always' || choices.split(' & ').every((choice) => madeBy(dialect, choice));
  return (
    Object.entries(cells).every(([name, value]) => row[name] === '-' || row[name]!.split(' or ').includes(value)) &&
    (row['pool'] === '-' || row['pool']!.split(' or ').some((text) => pools.includes(text))) &&
    (row['dialects'] ?? 'always').split(' | ').some(holds)
  );
}

function madeBy(dialect: Dialect, choice: string): boolean {
  const [name = '', value] = choice.split('=');
  return (dialect as Record<string, string>)[name] === value;
}

/** What a row makes of a state and a command about the one server. */
export function outcomeBy(row: TextRow, state: RowState, command: Command, server: string): ReadOutcome {
  const offered = 'version' in command ? command.version : null;
  const pool = state.pool ?? offered;
  const version = (text: string): number => (text === "pool's" ? pool! : Number(text));
  const versions = (text: string): number[] => (text === 'nothing' ? [] : text.split(' and ').map(version));
  const events = row['events'] === '-' ? [] : row['events']!.split(', ').map((text) => eventOf(text, versions, server));
  const rejected = /^refused: (.*)$/.exec(row['outcome']!)?.[1];
  const next: Record<string, unknown> = { ...state };
  for (const change of rejected === undefined && row['outcome'] !== 'no change' ? row['outcome']!.split(', ') : []) {
    const [cell = '', value = ''] = change.split(' := ');
    if (cell === 'known') next[cell] = versions(value);
    else if (cell === 'pool') next[cell] = value === 'none' ? null : value === "the command's" ? offered : Number(value);
    else next[cell] = cell === 'conflict' ? value : value === 'yes';
  }
  return { rules: row['rules']!.split(' '), rejected, events, next: next as unknown as RowState };
}

function eventOf(text: string, versions: (text: string) => number[], server: string): Event {
  const [id = '', ...rest] = text.split(' ');
  const told = rest.join(' ');
  switch (id) {
    case '14492':
      return { id: 14492, servers: versions(told).map((version) => ({ server, version })) };
    case '14493':
    case '14495':
      return { id: Number(id) as 14493, server, version: versions(told)[0]! };
    case '14563':
      return { id: 14563, server, versions: versions(told) as [number, number] };
    case '44024':
      return { id: 44024, servers: told === 'nobody' ? [] : [server] };
    case '44030':
      return { id: 44030, server };
    default:
      return { id: null, name: id as 'exchange-server-added', server };
  }
}

function listed(known: readonly number[], pool: number | null): string {
  return known.length === 0 ? 'nothing' : known.map((version) => (version === pool ? "pool's" : String(version))).join(' and ');
}

function yes(value: boolean): string {
  return value ? 'yes' : 'no';
}
