import { countsOf, guaranteeOf, rowsOf } from '../../kit/conform/summary.ts';
import type { Conformance } from '../../kit/conform/result.ts';

/** A comparison as JSON (spec/schema/conform.schema.json). A shard says which rows it took, so that it can be merged. */
export function conformJson(conformance: Conformance): string {
  const { verdict, implementation, dialects, compared, asked, shard, parts, divergences, twoAnswers, fault, note } = conformance;
  const { commands, resets, rows } = countsOf(conformance);
  const told = {
    verdict,
    implementation,
    dialects,
    compared,
    commands,
    resets,
    rows,
    guarantee: guaranteeOf(conformance),
    divergences,
    twoAnswers,
    fault,
    note,
    parts: parts.map(({ name, says, whole, planned, sequences, commands: played, rows: taken }) => ({
      name,
      says,
      whole,
      planned,
      sequences,
      commands: played,
      rows: taken === null ? null : rowsOf({ rows: taken }),
      ...(shard === null || taken === null ? {} : { taken }),
    })),
    asked,
    shard,
  };
  return `${JSON.stringify(told, null, 2)}\n`;
}

/** A comparison, from its JSON as the schema lets it through. */
export function conformFromJson(value: unknown): Conformance {
  const { parts, commands: _, resets: __, rows: ___, guarantee: ____, ...rest } = value as Omit<Conformance, 'parts'> & {
    readonly parts: readonly (Omit<Conformance['parts'][number], 'rows'> & { readonly taken?: string })[];
    readonly commands: unknown;
    readonly resets: unknown;
    readonly rows: unknown;
    readonly guarantee: unknown;
  };
  return { ...rest, parts: parts.map(({ name, says, whole, planned, sequences, commands, taken }) => ({ name, says, whole, planned, sequences, commands, rows: taken ?? null })) };
}
