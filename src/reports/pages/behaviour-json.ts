import { type BehaviourRow, type BehaviourTable, statusFields } from '../../engine/table/row.ts';
import type { Specification } from '../../engine/specification.ts';

/**
 * reports/behaviour.json: the whole table, one row a line, so that a review shows which rows change
 * (spec/schema/behaviour.schema.json). What only the kit's own reckoning needs - `set` - is left out: `dialects` says the same.
 *
 * @param schema where that schema is, as a path from the file; null, as unless told, where there is none.
 */
export function behaviourJson(specification: Specification, table: BehaviourTable, schema: string | null = null): string {
  const { sizes, events, limits, rows, wide: { rules, ...all }, ...about } = table;
  return `{
${fields({ ...(schema === null ? {} : { $schema: schema }), ...about })},
"sizes": ${lines(sizes)},
"events": ${lines(events)},
"limits": ${lines(limits)},
"wide": {
${fields(all)},
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

/** What is in an object, with a field a line. */
function fields(values: object) {
  return Object.entries(values).map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`).join(',\n');
}

/** A list with an item a line. */
function lines(items: readonly object[]) {
  return `[\n${items.map((item) => JSON.stringify(item)).join(',\n')}\n]`;
}
