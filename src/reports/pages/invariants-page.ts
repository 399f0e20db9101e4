import { sizeOf } from '../../verify/machine.ts';
import { exampleText } from './example.ts';
import { code, generated, idLinks } from './markdown.ts';
import type { Named } from '../../kst/invariants/invariant.ts';
import type { Example } from '../../kit/tables/examples.ts';
import type { InvariantResult } from '../../kit/proof.ts';
import type { Speaks } from '../../kit/tables/speaks.ts';

/** What the page tells of an invariant. */
export interface InvariantEntry extends Named {
  readonly result: InvariantResult;
  /** What it is judged on. */
  readonly kind: string;
  readonly speaks: Speaks | null;
  readonly example: Example | null;
  /** The wrong rules that it alone catches, a sentence each. */
  readonly alone: readonly string[];
}

/** reports/invariants.md: every invariant: what holds, where it speaks, and an example. */
export function invariantsPage(entries: readonly InvariantEntry[]): string {
  const measured = entries.some(({ alone }) => alone.length > 0);
  return `# The invariants

${generated}

${entries.length} statements of what must never happen, what must, what the log alone must tell, and what heals. None of them looks at the rules.

- *Speaks where*: what the rows that it judges have in common, one server, versions 5 and 6, one SipName plan. *m of n rows*: of the n rows with these cells it
  judges m; which, the outcome or what the log has told before decides. \`pool's\` is the version of the server's pool.
- *Judged*: how often in the proof, all alphabets together, each dialect counted ([proof.md](proof.md)).
- *Example*: the shortest commands from an empty start that it speaks of.
${measured ? '- *Alone*: what wrong rules it catches that no other invariant does.\n' : ''}
${entries.map(entryText).join('\n')}`;
}

function entryText({ id, says, cites, onlyIn, result, kind, speaks, example, alone }: InvariantEntry): string {
  const choices = Object.entries(onlyIn ?? {}).map(([name, choice]) => `${name}=${choice}`);
  const lines = [
    speaks === null ? `speaks of ${kind}` : `speaks where: ${speaksText(speaks)}`,
    ...(choices.length === 0 ? [] : [`only in the ${sizeOf(result.speaksOf)} dialects with ${code(choices.join(' & '))}`]),
    `rests on: ${idLinks(cites)}`,
    `judged: ${result.judged} times, ${result.verdict}`,
    ...(example === null ? [] : [`example: ${exampleText(example)}`]),
    ...(alone.length === 0 ? [] : [`alone: ${alone.join('; ')}`]),
  ];
  return `## ${id}\n\n${says}.\n\n${lines.map((line) => `- ${line}\n`).join('')}`;
}

function speaksText({ rows, where, of }: Speaks): string {
  const cells = where.map(({ cell, values, others }) => {
    const shorter = others.length < values.length ? `not ${others.join(' or ')}` : values.join(' or ');
    return cell === 'answer' ? shorter : `${cell} ${shorter}`;
  });
  return `${cells.join(', ') || 'always'} (${rows === of ? rows : `${rows} of ${of}`} rows)`;
}
