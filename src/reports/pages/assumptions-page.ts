import { conditionText } from '../../kst/conditions.ts';
import { eventWords, listed } from '../../kit/tables/decision-tables.ts';
import { blankServer } from '../../kst/state.ts';
import { commandsText } from './example.ts';
import { code, generated, idLinks } from './markdown.ts';
import type { Command } from '../../kst/commands.ts';
import type { Taken } from '../../kst/step.ts';
import type { BehaviourTable } from '../../kit/tables/behaviour.ts';

/** What the page tells of an assumption. */
export interface AssumptionEntry {
  readonly id: string;
  readonly name: string;
  readonly question: string;
  readonly cites: readonly string[];
  /** The default first. */
  readonly choices: readonly { readonly choice: string; readonly default: boolean; readonly says: string }[];
  /** Those that rest on it. */
  readonly rules: readonly string[];
  readonly invariants: readonly string[];
  /** The shortest commands that tell the default from the other answer, and what the last one does in each; null where none do. */
  readonly parting: { readonly commands: readonly Command[]; readonly outcomes: readonly Taken[] } | null;
}

/** reports/assumptions.md: every open question, its answers, and what they change. */
export function assumptionsPage(entries: readonly AssumptionEntry[], { rows, sizes }: BehaviourTable): string {
  return `# The assumptions

${generated}

The source leaves ${entries.length} questions open. Each has two answers; together they make ${sizes.length} *dialects* of the rules, and whatever is claimed is proved in all of
them. \`--dialect name=answer,...\` picks some; where none is picked, the default answer stands.

${entries.map((entry) => entryText(entry, rows)).join('\n')}`;
}

function entryText(entry: AssumptionEntry, rows: BehaviourTable['rows']): string {
  const { id, name, question, cites, choices, rules, invariants, parting } = entry;
  const dependent = rows.filter(({ dialects }) => conditionText(dialects).includes(`${name}=`)).length;
  const lines = [
    `answers: ${choices.map((choice) => `${code(`${name}=${choice.choice}`)}${choice.default ? ' (default)' : ''}`).join(', ')}`,
    ...choices.map(({ choice, says }) => `${code(choice)}: ${says}`),
    `what the source says of it: ${idLinks(cites)}`,
    `rules that rest on it: ${idLinks(rules)}`,
    `invariants of one answer, or that rest on it: ${idLinks(invariants)}`,
    `rows that are there for one answer alone: ${dependent} of ${rows.length}`,
    ...(parting === null ? [] : [
      `differs first after: ${commandsText(parting.commands)}`,
      ...choices.map(({ choice }, index) => `  - ${code(choice)}: ${outcomeText(parting.outcomes[index]!)}`),
    ]),
  ];
  return `## ${id}\n\n**${name}**: ${question}\n\n${lines.map((line) => (line.startsWith('  ') ? `${line}\n` : `- ${line}\n`)).join('')}`;
}

/** Of the one server of the narrow alphabet. */
function outcomeText({ events, next }: Taken): string {
  const { pool, known } = next.servers[0] ?? blankServer('');
  return `logs ${events.map((event) => eventWords(event, pool)).join(', ') || 'nothing'}; listed then: ${listed(known, pool)}`;
}
