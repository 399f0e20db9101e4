/**
 * reports/behaviour.csv: the rows of the table for a spreadsheet (RFC 4180). Lists are separated by spaces, events are JSON.
 */
import { commandText } from '../../kst/commands.ts';
import { conditionText } from '../../kst/conditions.ts';
import type { BehaviourRow, RowState } from '../../kit/tables/behaviour.ts';
import type { Integration } from '../../kst/integration.ts';

/** A heading, then a record a row; the columns keep their names and their order. */
export function behaviourCsv(rows: readonly BehaviourRow[]): string {
  return [csvColumns, ...rows.map(record)].map((fields) => `${fields.map(field).join(',')}\r\n`).join('');
}

export const csvColumns = [
  'id',
  'dialects',
  ...['running', 'pool', 'hosting', 'claimed', 'known', 'conflict', 'um', 'owaIm'],
  ...['command', 'rule', 'rules', 'rejected', 'events'],
  ...['next running', 'next pool', 'next hosting', 'next claimed', 'next known', 'next conflict', 'next um', 'next owaIm'],
  'cites',
  'invariants',
] as const;

function record(row: BehaviourRow): readonly string[] {
  const { id, dialects, state, integration, command, rule, rules, rejected, events, next, nextIntegration, cites, invariants } = row;
  return [
    id,
    conditionText(dialects),
    ...stateFields(state, integration),
    ...[commandText(command), rule, rules.join(' '), rejected ?? '', events.length === 0 ? '' : JSON.stringify(events)],
    ...stateFields(next, nextIntegration),
    cites.join(' '),
    invariants.join(' '),
  ];
}

function stateFields({ running, pool, hosting, claimed, known, conflict }: RowState, { um, owaIm }: Integration): readonly string[] {
  return [String(running), String(pool ?? ''), String(hosting), String(claimed), known.join(' '), conflict, um, owaIm];
}

/** Quoted where it must be, and there alone. */
function field(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
