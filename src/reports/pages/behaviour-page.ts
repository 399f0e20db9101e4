/**
 * Decision tables in Markdown: what `behaviour.md` and `kst table --format md` are made of.
 */
import { conditionText } from '../../engine/dialects/conditions.ts';
import { type DecisionRow, decisionTables } from '../../engine/table/decision-tables.ts';
import { capital } from '../plain-text.ts';
import { generated, markdownTable } from './markdown.ts';
import type { Specification } from '../../engine/specification.ts';
import type { BehaviourTable } from '../../engine/table/row.ts';

/** reports/behaviour.md: the whole behaviour as decision tables, one a command, for all dialects at once. */
export function behaviourPage(specification: Specification, table: BehaviourTable): string {
  const several = table.sizes.length > 1;
  const about = `${several ? `, in all ${table.sizes.length} dialects` : ''}. Row by row, with what each rests on:
[behaviour.json](behaviour.json), [behaviour.csv](behaviour.csv).`;
  const more = several ? '\n- *dialects*: the answers to the assumptions for which the row holds ([assumptions.md](assumptions.md)).' : '';
  return decisionsText(specification, table, [generated, rowsText(specification) + about], more);
}

/** A table, contracted: under its heading what is said of it, how it is read, and a decision table for each command. */
export function decisionsText(
  specification: Specification, table: Pick<BehaviourTable, 'cells' | 'gaps' | 'overlaps' | 'rows'>, about: readonly string[], more = '',
): string {
  const { columns, tables } = decisionTables(specification, table.rows);
  const all = tables.flatMap(({ rows }) => rows);
  const covered = all.reduce((sum, { covers }) => sum + covers, 0);
  const withEvents = hasEvents(specification);
  const inDialects = all.some(({ dialects }) => conditionText(dialects) !== 'always');
  const heading = [...columns, ...(inDialects ? ['dialects'] : []), 'rules', ...(withEvents ? ['events'] : []), 'outcome', 'covers'];
  const valuesText = (column: string, values: readonly string[] | null) =>
    values === null ? '-' : (specification.table.values?.(column, values) ?? values.join(' or '));
  const cells = ({ when, dialects, rules, refused, events, becomes, covers }: DecisionRow) => [
    ...columns.map((column, index) => valuesText(column, when[index]!)),
    ...(inDialects ? [conditionText(dialects)] : []),
    rules.join(' '),
    ...(withEvents ? [events.join(', ') || '-'] : []),
    refused === null ? becomes.map(({ column, value }) => `${column} := ${value}`).join(', ') || 'no change' : `refused: ${refused}`,
    String(covers),
  ];
  return [
    '# What each command does',
    ...about,
    `**${table.cells} cells, ${table.gaps} gaps, ${table.overlaps} overlaps.** ${all.length} rows cover ${covered} cells.`,
    legend(specification) + more,
    ...tables.map(({ command, rows }) => `## ${command}\n\n${markdownTable(heading, rows.map(cells))}`),
  ].join('\n\n') + '\n';
}

/** What the rows of the behaviour table are about, as a sentence begins. */
export function rowsText({ alphabets, texts }: Specification): string {
  const { says } = alphabets[0]!;
  return texts?.rows ?? capital(says);
}

function legend(specification: Specification) {
  const { part, table: { legend: columns }, texts = {} } = specification;
  const aside = (text: string | undefined, before: string, after: string) => (text === undefined ? '' : `${before}${text}${after}`);
  const events = `*events* are what is logged, in order${aside(texts.events, ', ', '')} ([events.md](events.md)). `;
  return `A row is a rule: read it left to right. A \`-\` is a cell that need not be looked at: no reachable state needs it. \
Hit policy UNIQUE: one row applies, and no other.

${aside(columns, '', '\n')}- ${hasEvents(specification) ? events : ''}*outcome* is what changes: what it does not name stays.
- *rules* are those that decide, in order ([rules.md](rules.md)); \
a ${part} of which there is nothing to say${aside(texts.blank, ' - ', ' -')} is asked nothing.
  *covers*: how many (state, command, dialect) cells the row stands for.`;
}

function hasEvents({ events }: Specification) {
  return Object.keys(events).length > 0;
}
