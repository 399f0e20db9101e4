import { guaranteeOf, rowsOf } from '../../kit/conform/summary.ts';
import { dialectText } from '../dialect-text.ts';
import { fenced, inline } from '../markdown-text.ts';
import { number } from '../plain-text.ts';
import { toldWrongs } from './told-divergence.ts';
import type { Conformance } from '../../kit/conform/result.ts';

/** A comparison as Markdown, for a comment or a job's summary. */
export function conformMarkdown(conformance: Conformance, files: ReadonlyMap<string, string> = new Map()): string {
  const { verdict, implementation, dialects, compared, parts, asked, note } = conformance;
  const name = implementation === null ? 'the implementation' : inline(implementation.name);
  const spoken = dialects.length > 0 ? dialects.map((dialect) => `- speaks \`${dialectText(dialect)}\``) : compared === null ? [] : [`- ${verdict === 'diverges' ? 'speaks no dialect asked for; compared with the nearest' : 'of the dialects asked for the nearest to its answers is'}, \`${dialectText(compared)}\``];
  const wrongs = toldWrongs(conformance, files).flatMap(({ id, says, details, file }) => ['', `### ${inline(id)}: ${inline(says)}`, '', ...fenced(details), ...(file === null ? [] : ['', `As a scenario: ${inline(file)}`])]);
  const tried = parts.map((part) => `| ${part.name} | ${number(part.sequences)} | ${number(part.commands)} | ${part.rows === null ? '' : `${number(rowsOf(part).covered)} of ${number(rowsOf(part).of)}`} |`);
  return [
    `## Conformance: ${name} ${verdict === 'inconclusive' ? 'could not be judged' : verdict}`,
    '',
    ...spoken,
    ...(note === null ? [] : [`- ${inline(note)}`]),
    ...wrongs,
    '',
    `| tried (seed ${asked.seed}) | sequences | commands | rows |`,
    '| --- | ---: | ---: | ---: |',
    ...tried,
    '',
    `**Guarantee.** ${guaranteeOf(conformance)}`,
    '',
  ].join('\n');
}
