/**
 * Decision tables in Markdown: what `behaviour.md` and `kst table --format md` are made of.
 */
import { conditionText } from '../../kst/conditions.ts';
import { conditionColumns } from '../../kit/tables/decision-tables.ts';
import { markdownTable } from './markdown.ts';
import type { DecisionRow, DecisionTable } from '../../kit/tables/decision-tables.ts';

/** One table for each command; without the columns that matter in none of them. */
export function decisionTablesText(tables: readonly DecisionTable[]): string {
  const all = tables.flatMap(({ rows }) => rows);
  const columns = [...conditionColumns.keys()].filter((column) => column < 6 || all.some(({ when }) => when[column] !== null));
  const inDialects = all.some(({ dialects }) => conditionText(dialects) !== 'always');
  const heading = [...columns.map((column) => conditionColumns[column]!), ...(inDialects ? ['dialects'] : []), 'rules', 'events', 'outcome', 'covers'];
  return tables.map(({ command, rows }) => `## ${command}\n\n${markdownTable(heading, rows.map((row) => cells(row, columns, inDialects)))}\n`).join('\n');
}

/** How the tables are read. */
export const decisionLegend = `A row is a rule: read it left to right. A \`-\` is a cell that need not be looked at: no reachable state needs it. Hit policy UNIQUE: one row applies, and no other.

- *running*: RTCSRV runs. *pool*: there is a trusted application pool for the server. *hosting*: the server hosts a SipName dial plan. *claimed*: UM Routing
  counts it among those found. *known*: the versions that are listed for it. *conflict*: \`open\` since an eviction, \`settled\` once listed again.
- Versions are relative: \`pool's\` is that of the server's pool - there, or just brought by the command -, \`0\` is UM Routing's.
- *events* are what is logged, in order, with the version or versions that each names ([events.md](events.md)). *outcome* is what changes: what it does not name stays.
- *rules* are those that decide, in order ([rules.md](rules.md)); a server of which there is nothing to say - no pool, plan, claim or entry - is asked nothing.
  *covers*: how many (state, command, dialect) cells the row stands for.`;

function cells({ when, dialects, rules, refused, events, becomes, covers }: DecisionRow, columns: readonly number[], inDialects: boolean): readonly string[] {
  const changes = becomes.map(({ cell, value }) => `${cell} := ${value}`).join(', ');
  return [
    ...columns.map((column) => valuesText(conditionColumns[column]!, when[column]!)),
    ...(inDialects ? [conditionText(dialects)] : []),
    rules.join(' '),
    events.join(', ') || '-',
    refused === null ? changes || 'no change' : `refused: ${refused}`,
    String(covers),
  ];
}

/** A pool of any version is `yes`, as rules see it. */
function valuesText(column: string, values: readonly string[] | null): string {
  if (values === null) return '-';
  if (column === 'pool' && values.length > 1 && !values.includes('none')) return 'yes';
  return values.map((value) => (column === 'pool' && value === 'none' ? 'no' : value)).join(' or ');
}
