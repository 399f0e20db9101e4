/**
 * reports/strength.md: whether the invariants can tell right from wrong.
 */
import { alphabetsFor } from '../../engine/explore/exploration.ts';
import { systemOf } from '../../engine/rules/system.ts';
import { counted } from '../plain-text.ts';
import { generated } from './markdown.ts';
import type { Specification } from '../../engine/specification.ts';
import type { Strength } from '../../engine/strength/summary.ts';

/** The page. */
export function strengthPage(specification: Specification, { operators, survivors }: Strength): string {
  const sum = (key: 'killed' | 'equivalent' | 'survived'): number => operators.reduce((all, operator) => all + operator[key], 0);
  const dialects = counted(systemOf(specification).dialects.list.length, 'dialect');
  const alphabets = alphabetsFor(specification, 'compare').map(({ name }) => name);
  return `# How strong the invariants are

${generated}

An invariant that is never broken proves little if nothing could break it. So each rule is changed in every way that a few
operators know, and some invariant must reject each of these mutants.

A mutant is judged in ${dialects}. *Killed*: in some dialect an invariant breaks, or a table has a gap or an overlap.
*Equivalent*: nobody can tell it from the rules over any of these alphabets: ${alphabets.join(', ')}.
*Survived*: neither; a hole.

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
