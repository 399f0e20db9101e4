import { statusFields } from '../../engine/table/row.ts';
import type { Specification } from '../../engine/specification.ts';
import type { BehaviourRow, BehaviourTable } from '../../engine/table/row.ts';

/**
 * reports/behaviour.json: the whole table, one row a line, so that a review shows which rows change
 * (spec/schema/behaviour.schema.json). What only the kit's own reckoning needs - `set` - is left out: `dialects` says the same.
 */
export function behaviourJson(specification: Specification, { sizes, rows, wide, ...about }: BehaviourTable): string {
  const { rules, ...all } = wide;
  return `{
"$schema": "../spec/schema/behaviour.schema.json",
${Object.entries(about).map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`).join(',\n')},
"sizes": ${lines(sizes)},
"wide": {
${Object.entries(all).map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`).join(',\n')},
"rules": ${lines(rules)}
},
"rows": ${lines(rows.map((row) => rowJson(specification, row)))}
}
`;
}

/** A row as JSON has it: the status under its own name, where there is one. */
export function rowJson({ status: words }: Specification, { set: _set, ...row }: BehaviourRow): object {
  const [status, nextStatus] = words === undefined ? [] : statusFields(words.name);
  return Object.fromEntries(
    Object.entries(row).flatMap(([field, value]) => {
      const name = field === 'status' ? status : field === 'nextStatus' ? nextStatus : field;
      return name === undefined ? [] : [[name, value]];
    }),
  );
}

/** A list with an item a line. */
function lines(items: readonly object[]): string {
  return `[\n${items.map((item) => JSON.stringify(item)).join(',\n')}\n]`;
}
