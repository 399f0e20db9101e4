import { systemOf } from '../../engine/rules/system.ts';
import { columnsAfter, eventInRow } from '../../engine/table/decision-tables.ts';
import { counted } from '../plain-text.ts';
import { commandsText } from './example.ts';
import { code, generated, linksOf } from './markdown.ts';
import type { Parting } from '../../engine/table/parting.ts';
import type { Specification } from '../../engine/specification.ts';
import type { BehaviourTable } from '../../engine/table/row.ts';

/** What the page tells of an assumption. */
export interface AssumptionEntry {
  readonly id: string;
  readonly name: string;
  readonly question: string;
  readonly cites: readonly string[];
  /** The default first; of some nothing more is said. */
  readonly choices: readonly { readonly choice: string; readonly says: string }[];
  /** Those that rest on it. */
  readonly rules: readonly string[];
  readonly invariants: readonly string[];
  /** Null where no commands tell the answers apart. */
  readonly parting: Parting | null;
}

/** reports/assumptions.md: every open question, its answers, and what they change. */
export function assumptionsPage(
  specification: Specification,
  entries: readonly AssumptionEntry[],
  { rows, sizes }: BehaviourTable,
): string {
  const counts = [...new Set(entries.map(({ choices }) => choices.length))].sort((a, b) => a - b);
  const each = counts.length === 1 && counts[0] === 2 ? 'two' : counts.join(' or ');
  return `# The assumptions

${generated}

The source leaves ${counted(entries.length, 'question')} open. Each has ${each} answers; together they make ${sizes.length} *dialects* \
of the rules, and whatever is claimed is proved in all of
them. \`--dialect name=answer,...\` picks some; where none is picked, the default answer stands.

${entries.map((entry) => entryText(specification, entry, rows)).join('\n')}`;
}

function entryText(specification: Specification, entry: AssumptionEntry, rows: BehaviourTable['rows']): string {
  const { id, name, question, cites, choices, rules, invariants, parting } = entry;
  const links = linksOf(specification);
  const some = choices.length === 2 ? 'one answer' : 'some answers';
  const dependent = rows.filter(({ dialects }) => dialects.some((each) => name in each)).length;
  const lines = [
    `answers: ${choices.map(({ choice }, index) => `${code(`${name}=${choice}`)}${index === 0 ? ' (default)' : ''}`).join(', ')}`,
    ...choices.filter(({ says }) => says !== '').map(({ choice, says }) => `${code(choice)}: ${says}`),
    `what the source says of it: ${links(cites)}`,
    `rules that rest on it: ${links(rules)}`,
    `invariants of ${some}, or that rest on it: ${links(invariants)}`,
    `rows that are there for ${some} alone: ${dependent} of ${rows.length}`,
    ...(parting === null ? [] : [
      `differs first after: ${commandsText(specification, parting.commands)}`,
      ...choices.map(({ choice }) => `  - ${code(choice)}: ${outcomeText(specification, parting, choice)}`),
    ]),
  ];
  return `## ${id}\n\n**${name}**: ${question}\n\n${lines.map((line) => (line.startsWith('  ') ? `${line}\n` : `- ${line}\n`)).join('')}`;
}

/** What the last of the commands does to the one part of the first alphabet. */
function outcomeText(specification: Specification, { commands, outcomes }: Parting, choice: string): string {
  const { table, texts } = specification;
  const { before, outcome: { refused, events, next } } = outcomes.get(choice)!;
  if (refused !== null) return `refused: ${refused}`;
  const system = systemOf(specification);
  const [part = ''] = commands.flatMap((command) => system.subjectOf(command) ?? []);
  const rowOf = (state: typeof next) => table.row(state.whole, system.partIn(state, part));
  const row = { state: rowOf(before), command: commands.at(-1)!, next: rowOf(next) };
  const columns = columnsAfter(specification, row);
  const shown = table.shows.filter((column) => column in columns);
  return [
    `logs ${events.map((event) => eventInRow(specification, event, row)).join(', ') || 'nothing'}`,
    ...shown.map((column) => `${texts?.columns?.[column] ?? column} then: ${columns[column]}`),
  ].join('; ');
}
