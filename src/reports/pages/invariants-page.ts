import { conditionText } from '../../engine/dialects/conditions.ts';
import { sizeOf } from '../../engine/dialects/set.ts';
import { allInvariants, type Proof } from '../../engine/prove/prove.ts';
import { judgesInstead, type Speaks, whereItSpeaks } from '../../engine/table/speaks.ts';
import { code, entryText, exampleText, generated, linksOf } from './markdown.ts';
import type { Specification } from '../../engine/specification.ts';
import type { Strength } from '../../engine/strength/summary.ts';
import type { Example } from '../../engine/table/examples.ts';
import type { BehaviourTable } from '../../engine/table/row.ts';

/** Of the wrong rules that one invariant alone catches so many are told; of more, how many more. */
const few = 5;

/** reports/invariants.md: every invariant: what holds, where it speaks, an example, and which wrong rules it alone catches. */
export function invariantsPage(
  specification: Specification, proof: Proof, { rows }: BehaviourTable, examples: ReadonlyMap<string, Example>, { killers }: Strength,
): string {
  const { alphabets, texts } = specification;
  const results = new Map(proof.invariants.map((result) => [result.id, result]));
  const alone = new Map(killers.filter((killer) => killer.alone.length > 0).map((killer) => [killer.id, killer.alone]));
  const invariants = [...allInvariants(specification)].sort((a, b) => (a.id < b.id ? -1 : 1));
  const entries = invariants.map(({ id, says, cites, onlyIn }) => {
    const { judged, verdict, speaksOf } = results.get(id)!;
    const speaks = whereItSpeaks(specification, id, rows);
    const [example, caught = []] = [examples.get(id), alone.get(id)];
    const more = caught.length > few ? [`${caught.length - few} more`] : [];
    return entryText(`## ${id}`, `${says}.`, [
      speaks === null ? `speaks of ${judgesInstead(specification, id)}` : `speaks where: ${speaksText(specification, speaks)}`,
      ...(onlyIn === undefined ? [] : [`only in the ${sizeOf(speaksOf)} dialects with ${code(conditionText(onlyIn))}`]),
      `rests on: ${linksOf(specification)(cites)}`,
      `judged: ${judged} times, ${verdict}`,
      ...(example === undefined ? [] : [`example: ${exampleText(specification, example)}`]),
      ...(caught.length === 0 ? [] : [`alone: ${[...caught.slice(0, few), ...more].join('; ')}`]),
    ]);
  });
  return `# The invariants

${generated}

${entries.length} statements of what must never happen, what must, what the log alone must tell, and what heals. \
None of them looks at the rules.

- *Speaks where*: what the rows that it judges have in common, ${alphabets[0]!.says}. *m of n rows*: of the n rows with these cells it
  judges m; which, the outcome or what the log has told before decides.${texts?.rowValues === undefined ? '' : ` ${texts.rowValues}.`}
- *Judged*: how often in the proof, all alphabets together, each dialect counted ([proof.md](proof.md)).
- *Example*: the shortest commands from an empty start that it speaks of.
${alone.size > 0 ? '- *Alone*: what wrong rules it catches that no other invariant does.\n' : ''}
${entries.join('\n')}`;
}

/** What rows have in common, in as few words as tell it: the values that they have, or those that they have not. */
function speaksText({ table }: Specification, { rows, where, of }: Speaks) {
  const cells = where.map(({ cell, values, others }) => {
    const word = table.values?.(cell, values) ?? values.join(' or ');
    const shorter = word === values.join(' or ') && others.length < values.length ? `not ${others.join(' or ')}` : word;
    return cell === 'answer' ? shorter : `${cell} ${shorter}`;
  });
  return `${cells.join(', ') || 'always'} (${rows === of ? rows : `${rows} of ${of}`} rows)`;
}
