/**
 * reports/strength.md: whether the invariants can tell right from wrong.
 */
import { alphabetsFor } from '../../engine/explore/exploration.ts';
import { systemOf } from '../../engine/rules/system.ts';
import { type Strength, totals } from '../../engine/strength/summary.ts';
import { counted } from '../plain-text.ts';
import { generated, markdownTable } from './markdown.ts';
import type { Specification } from '../../engine/specification.ts';

/** The page. */
export function strengthPage(specification: Specification, strength: Strength): string {
  const { operators, survivors } = strength;
  const fates = ['killed', 'equivalent', 'survived'] as const;
  const rows = operators.map((each) => [each.operator, ...fates.map((fate) => String(each[fate]))]);
  const sums = fates.map((fate) => `**${totals(strength)[fate]}**`);
  const dialects = counted(systemOf(specification).dialects.list.length, 'dialect');
  const alphabets = alphabetsFor(specification, 'compare').map(({ name }) => name);
  return `# How strong the invariants are

${generated}

An invariant that is never broken proves little if nothing could break it. So each rule is changed in every way that a few
operators know, and some invariant must reject each of these mutants.

A mutant is judged in ${dialects}. *Killed*: in some dialect an invariant breaks, or a table has a gap or an overlap.
*Equivalent*: nobody can tell it from the rules over any of these alphabets: ${alphabets.join(', ')}.
*Survived*: neither; a hole.

${markdownTable(['operator', ...fates], [...rows, ['**all**', ...sums]])}

${survivors.length === 0 ? 'None survived.' : survivors.map(({ id }) => `- ${id}`).join('\n')}
`;
}
