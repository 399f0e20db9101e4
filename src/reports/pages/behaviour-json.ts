import type { BehaviourTable } from '../../kit/tables/behaviour.ts';

/**
 * reports/behaviour.json: the whole table, one row a line, so that a review shows which rows change
 * (spec/schema/behaviour.schema.json). What only the kit's own reckoning needs - `set` - is left out: `dialects` says the same.
 */
export function behaviourJson({ sizes, rows, wide, ...about }: BehaviourTable): string {
  const { rules, ...all } = wide;
  return `{
"$schema": "../spec/schema/behaviour.schema.json",
${Object.entries(about).map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`).join(',\n')},
"sizes": ${lines(sizes)},
"wide": {
${Object.entries(all).map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`).join(',\n')},
"rules": ${lines(rules)}
},
"rows": ${lines(rows.map(({ set, ...row }) => row))}
}
`;
}

/** A list with an item a line. */
function lines(items: readonly unknown[]): string {
  return `[\n${items.map((item) => JSON.stringify(item)).join(',\n')}\n]`;
}
