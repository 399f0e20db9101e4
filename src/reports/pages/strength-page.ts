/**
 * reports/strength.md: whether the invariants can tell right from wrong.
 */
import { dialects } from '../../kst/dialect.ts';
import { generated } from './markdown.ts';
import type { Strength } from '../../kit/strength/summary.ts';

/** The page. */
export function strengthPage({ operators, survivors }: Strength): string {
  const sum = (key: 'killed' | 'equivalent' | 'survived'): number => operators.reduce((all, operator) => all + operator[key], 0);
  return `# How strong the invariants are

${generated}

An invariant that is never broken proves little if nothing could break it. So each rule is changed in every way that a few operators know, and some
invariant must reject each of these mutants.

A mutant is judged in all ${dialects().length} dialects. *Killed*: in some dialect an invariant breaks, or a table has a gap or an overlap. *Equivalent*: nobody
can ever tell it from the rules, over the wide alphabet, two servers, three servers and one server in three spellings. *Survived*: neither; a hole.

| operator | killed | equivalent | survived |
| --- | --- | --- | --- |
${operators.map(({ operator, killed, equivalent, survived }) => `| ${operator} | ${killed} | ${equivalent} | ${survived} |`).join('\n')}
| **all** | **${sum('killed')}** | **${sum('equivalent')}** | **${sum('survived')}** |

${survivors.length === 0 ? 'None survived.' : survivors.map(({ id }) => `- ${id}`).join('\n')}
`;
}

/** For each invariant the mutants that it alone kills: a few of them, and how many more. */
export function aloneCaught({ killers }: Strength): ReadonlyMap<string, readonly string[]> {
  const few = 5;
  return new Map(
    killers
      .filter(({ alone }) => alone.length > 0)
      .map(({ id, alone }) => [id, [...alone.slice(0, few), ...(alone.length > few ? [`${alone.length - few} more`] : [])]]),
  );
}
