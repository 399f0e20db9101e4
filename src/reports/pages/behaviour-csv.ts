/**
 * reports/behaviour.csv: the rows of the table for a spreadsheet (RFC 4180). Lists are separated by spaces, what is no text is JSON.
 */
import { conditionText } from '../../engine/dialects/conditions.ts';
import { systemOf } from '../../engine/rules/system.ts';
import type { Values } from '../../engine/fields.ts';
import type { Specification } from '../../engine/specification.ts';
import type { BehaviourRow } from '../../engine/table/row.ts';

/** A heading, then a record a row; the columns keep their names and their order. */
export function behaviourCsv(specification: Specification, rows: readonly BehaviourRow[]): string {
  const system = systemOf(specification);
  const fields = [...new Set(rows.flatMap(({ state }) => Object.keys(state)))];
  const lights = Object.keys(specification.status?.lights ?? {});
  const standing = (state: object, status: object | null) => [
    ...fields.map((field) => valueText((state as Values)[field])),
    ...lights.map((light) => valueText((status as Values)[light])),
  ];
  const heading = [
    ...['id', 'dialects', ...fields, ...lights, 'command', 'rule', 'rules', 'rejected', 'events'],
    ...[...fields, ...lights].map((field) => `next ${field}`),
    ...['cites', 'invariants'],
  ];
  const records = rows.map((row) => [
    ...[row.id, conditionText(row.dialects), ...standing(row.state, row.status), system.text(row.command)],
    ...[row.rule, row.rules.join(' '), row.rejected ?? '', row.events.length === 0 ? '' : JSON.stringify(row.events)],
    ...[...standing(row.next, row.nextStatus), row.cites.join(' '), row.invariants.join(' ')],
  ]);
  return [heading, ...records].map((record) => `${record.map(quoted).join(',')}\r\n`).join('');
}

function valueText(value: unknown): string {
  if (Array.isArray(value)) return value.map(valueText).join(' ');
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value ?? '');
}

/** Quoted where it must be, and there alone. */
function quoted(text: string) {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
