import { allInvariants } from '../../engine/prove/prove.ts';
import { rulesFor } from '../../engine/rules/citing.ts';
import { systemOf } from '../../engine/rules/system.ts';
import { columnsAfter, eventInRow } from '../../engine/table/decision-tables.ts';
import { type Parting, partings } from '../../engine/table/parting.ts';
import { counted } from '../plain-text.ts';
import { code, commandsText, entryText, generated, idsOf, linksOf } from './markdown.ts';
import type { Specification, State } from '../../engine/specification.ts';
import type { BehaviourTable } from '../../engine/table/row.ts';

/** What is told of an assumption. */
export interface ToldAssumption {
  readonly id: string; readonly name: string; readonly question: string; readonly cites: readonly string[];
  /** The default first; `says` is empty for those of which nothing more is said. */
  readonly choices: readonly { readonly choice: string; readonly says: string }[];
}

/** reports/assumptions.md: every open question, its answers, and what they change. */
export function assumptionsPage(specification: Specification, told: readonly ToldAssumption[], { rows, sizes }: BehaviourTable): string {
  const counts = [...new Set(told.map(({ choices }) => choices.length))].sort((a, b) => a - b);
  const each = counts.length === 1 && counts[0] === 2 ? 'two' : counts.join(' or ');
  const firsts = partings(specification);
  const links = linksOf(specification);
  const entries = told.map(({ id, name, question, cites, choices }) => {
    const some = choices.length === 2 ? 'one answer' : 'some answers';
    const dependent = rows.filter(({ dialects }) => dialects.some((made) => name in made)).length;
    const invariants = allInvariants(specification).filter((one) => one.cites.includes(id) || one.onlyIn?.some((made) => name in made));
    const parting = firsts.get(name);
    return entryText(`## ${id}`, `**${name}**: ${question}`, [
      `answers: ${choices.map(({ choice }, index) => `${code(`${name}=${choice}`)}${index === 0 ? ' (default)' : ''}`).join(', ')}`,
      ...choices.filter(({ says }) => says !== '').map(({ choice, says }) => `${code(choice)}: ${says}`),
      `what the source says of it: ${links(cites)}`,
      `rules that rest on it: ${links(idsOf(rulesFor(systemOf(specification), id)))}`,
      `invariants of ${some}, or that rest on it: ${links(idsOf(invariants))}`,
      `rows that are there for ${some} alone: ${dependent} of ${rows.length}`,
      ...(parting === undefined ? [] : [
        `differs first after: ${commandsText(specification, parting.commands)}`,
        ...choices.map(({ choice }) => `  - ${code(choice)}: ${outcomeText(specification, parting, choice)}`),
      ]),
    ]);
  });
  return `# The assumptions

${generated}

The source leaves ${counted(told.length, 'question')} open. Each has ${each} answers; together they make ${sizes.length} *dialects* \
of the rules, and whatever is claimed is proved in all of
them. \`--dialect name=answer,...\` picks some; where none is picked, the default answer stands.

${entries.join('\n')}`;
}

/** What the last of the commands does to the one part of the first alphabet. */
function outcomeText(specification: Specification, { commands, outcomes }: Parting, choice: string) {
  const { table, texts } = specification;
  const { before, outcome: { refused, events, next } } = outcomes.get(choice)!;
  if (refused !== null) return `refused: ${refused}`;
  const system = systemOf(specification);
  const [part = ''] = commands.flatMap((command) => system.subjectOf(command) ?? []);
  const rowOf = (state: State) => table.row(state.whole, system.partIn(state, part));
  const row = { state: rowOf(before), command: commands.at(-1)!, next: rowOf(next) };
  const columns = columnsAfter(specification, row);
  // A column need not be called as a field of the row is.
  const shown = table.shows.every((name) => name in columns) ? table.shows : Object.keys(columns);
  return [
    `logs ${events.map((event) => eventInRow(specification, event, row)).join(', ') || 'nothing'}`,
    ...shown.map((name) => `${texts?.columns?.[name] ?? name} then: ${columns[name]}`),
  ].join('; ');
}
