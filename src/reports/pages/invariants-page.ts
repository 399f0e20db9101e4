import { conditionText } from '../../engine/dialects/conditions.ts';
import { sizeOf } from '../../engine/dialects/set.ts';
import { exampleText } from './example.ts';
import { code, generated, linksOf } from './markdown.ts';
import type { AnyInvariant, InvariantResult } from '../../engine/prove/prove.ts';
import type { Specification } from '../../engine/specification.ts';
import type { Example } from '../../engine/table/examples.ts';
import type { Speaks } from '../../engine/table/speaks.ts';

/** What the page tells of an invariant. */
export interface InvariantEntry extends AnyInvariant {
  readonly result: InvariantResult;
  /** What it is judged on. */
  readonly kind: string;
  readonly speaks: Speaks | null;
  readonly example: Example | null;
  /** The wrong rules that it alone catches, a sentence each. */
  readonly alone: readonly string[];
}

/** reports/invariants.md: every invariant: what holds, where it speaks, and an example. */
export function invariantsPage(specification: Specification, entries: readonly InvariantEntry[]): string {
  const { alphabets, texts } = specification;
  const measured = entries.some(({ alone }) => alone.length > 0);
  return `# The invariants

${generated}

${entries.length} statements of what must never happen, what must, what the log alone must tell, and what heals. \
None of them looks at the rules.

- *Speaks where*: what the rows that it judges have in common, ${alphabets[0]!.says}. *m of n rows*: of the n rows with these cells it
  judges m; which, the outcome or what the log has told before decides.${texts?.rowValues === undefined ? '' : ` ${texts.rowValues}.`}
- *Judged*: how often in the proof, all alphabets together, each dialect counted ([proof.md](proof.md)).
- *Example*: the shortest commands from an empty start that it speaks of.
${measured ? '- *Alone*: what wrong rules it catches that no other invariant does.\n' : ''}
${entries.map((entry) => entryText(specification, entry)).join('\n')}`;
}

function entryText(specification: Specification, entry: InvariantEntry): string {
  const { id, says, cites, onlyIn, result, kind, speaks, example, alone } = entry;
  const lines = [
    speaks === null ? `speaks of ${kind}` : `speaks where: ${speaksText(specification, speaks)}`,
    ...(onlyIn === undefined ? [] : [`only in the ${sizeOf(result.speaksOf)} dialects with ${code(conditionText(onlyIn))}`]),
    `rests on: ${linksOf(specification)(cites)}`,
    `judged: ${result.judged} times, ${result.verdict}`,
    ...(example === null ? [] : [`example: ${exampleText(specification, example)}`]),
    ...(alone.length === 0 ? [] : [`alone: ${alone.join('; ')}`]),
  ];
  return `## ${id}\n\n${says}.\n\n${lines.map((line) => `- ${line}\n`).join('')}`;
}

/** What rows have in common, in as few words as tell it: the values that they have, or those that they have not. */
function speaksText({ table }: Specification, { rows, where, of }: Speaks): string {
  const cells = where.map(({ cell, values, others }) => {
    const word = table.values?.(cell, values) ?? values.join(' or ');
    const shorter = word === values.join(' or ') && others.length < values.length ? `not ${others.join(' or ')}` : word;
    return cell === 'answer' ? shorter : `${cell} ${shorter}`;
  });
  return `${cells.join(', ') || 'always'} (${rows === of ? rows : `${rows} of ${of}`} rows)`;
}
