import { countsOf, guaranteeOf, rowsOf } from '../../engine/conform/summary.ts';
import type { Conformance, PlayedPart } from '../../engine/conform/result.ts';
import type { Specification } from '../../engine/specification.ts';
import type { Title } from '../../engine/title.ts';

/** A comparison as JSON (spec/schema/conform.schema.json). A shard says which rows it took, so that it can be merged. */
export function conformJson(specification: Specification, title: Title, conformance: Conformance): string {
  const { verdict, implementation, dialects, compared, asked, shard, parts, divergences, twoAnswers, fault, note } = conformance;
  const { choices, parts: mostParts, ...others } = asked;
  const told = {
    ...title,
    verdict,
    implementation: implementation && { name: implementation.name, observes: implementation.observes.join(between) },
    dialects, compared, ...countsOf(conformance), guarantee: guaranteeOf(specification, conformance), divergences, twoAnswers, fault, note,
    parts: parts.map(({ rows: taken, ...part }) => ({
      ...part,
      rows: taken === null ? null : rowsOf({ rows: taken }),
      ...(shard === null || taken === null ? {} : { taken }),
    })),
    asked: { choices, [partsOf(specification)]: mostParts, ...others },
    shard,
  };
  return `${JSON.stringify(told, null, 2)}\n`;
}

/** A comparison, from its JSON as the schema lets it through. */
export function conformFromJson(specification: Specification, value: unknown): Conformance {
  const { commands: _, resets: __, rows: ___, guarantee: ____, implementation, parts, asked, ...more } = value as ConformFile;
  const { specification: _____, config: ______, ...rest } = more;
  const { choices, [partsOf(specification)]: mostParts, ...others } = asked;
  return {
    ...rest,
    implementation: implementation && { name: implementation.name, observes: implementation.observes.split(between) },
    parts: parts.map(({ rows: _______, taken, ...part }) => ({ ...part, rows: taken ?? null })),
    asked: { choices, parts: mostParts, ...others } as unknown as Conformance['asked'],
  };
}

type Computed = { readonly [field in 'commands' | 'resets' | 'rows' | 'guarantee']: unknown };

interface ConformFile extends Omit<Conformance, 'implementation' | 'parts' | 'asked'>, Computed, Title {
  readonly implementation: { readonly name: string; readonly observes: string } | null;
  readonly parts: readonly (Omit<PlayedPart, 'rows'> & { readonly rows: unknown; readonly taken?: string })[];
  readonly asked: Readonly<Record<string, unknown>>;
}

/** What stands between the names of what is observed. */
const between = ' and ';

/** Under this name the file has the maximum number of parts: `servers`. */
function partsOf({ part }: Specification) {
  return `${part}s`;
}
