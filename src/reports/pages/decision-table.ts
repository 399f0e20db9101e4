/**
 * Decision tables in Markdown: what `behaviour.md` and `kst table --format md` are made of.
 */
import { conditionText } from '../../engine/dialects/conditions.ts';
import { markdownTable } from './markdown.ts';
import type { Specification } from '../../engine/specification.ts';
import type { DecisionRow, DecisionTables } from '../../engine/table/decision-tables.ts';

/** One table for each command; without the columns that matter in none of them. */
export function decisionTablesText(specification: Specification, { columns, tables }: DecisionTables): string {
  const { values } = specification.table;
  const withEvents = hasEvents(specification);
  const inDialects = tables.some(({ rows }) => rows.some(({ dialects }) => conditionText(dialects) !== 'always'));
  const heading = [...columns, ...(inDialects ? ['dialects'] : []), 'rules', ...(withEvents ? ['events'] : []), 'outcome', 'covers'];
  const cells = ({ when, dialects, rules, refused, events, becomes, covers }: DecisionRow): readonly string[] => {
    const changes = becomes.map(({ column, value }) => `${column} := ${value}`).join(', ');
    return [
      ...columns.map((column, index) => (when[index] === null ? '-' : (values?.(column, when[index]!) ?? when[index]!.join(' or ')))),
      ...(inDialects ? [conditionText(dialects)] : []),
      rules.join(' '),
      ...(withEvents ? [events.join(', ') || '-'] : []),
      refused === null ? changes || 'no change' : `refused: ${refused}`,
      String(covers),
    ];
  };
  return tables.map(({ command, rows }) => `## ${command}\n\n${markdownTable(heading, rows.map(cells))}\n`).join('\n');
}

/** How the tables are read. */
export function decisionLegend(specification: Specification): string {
  const { part, table: { legend }, texts = {} } = specification;
  const aside = (text: string | undefined, before: string, after: string): string => (text === undefined ? '' : `${before}${text}${after}`);
  const events = `*events* are what is logged, in order${aside(texts.events, ', ', '')} ([events.md](events.md)). `;
  return `A row is a rule: read it left to right. A \`-\` is a cell that need not be looked at: no reachable state needs it. \
Hit policy UNIQUE: one row applies, and no other.

${aside(legend, '', '\n')}- ${hasEvents(specification) ? events : ''}*outcome* is what changes: what it does not name stays.
- *rules* are those that decide, in order ([rules.md](rules.md)); \
a ${part} of which there is nothing to say${aside(texts.blank, ' - ', ' -')} is asked nothing.
  *covers*: how many (state, command, dialect) cells the row stands for.`;
}

function hasEvents({ events }: Specification): boolean {
  return Object.keys(events).length > 0;
}
