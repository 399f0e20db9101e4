import { guaranteeOf, rowsOf } from '../../engine/conform/summary.ts';
import { dialectText } from '../words.ts';
import { fenced, inline } from '../markdown-text.ts';
import { number } from '../plain-text.ts';
import { type ScenarioFiles, toldWrongs } from './told-divergence.ts';
import type { Conformance } from '../../engine/conform/result.ts';
import type { Specification } from '../../engine/specification.ts';
import { type Title, titleText } from '../../engine/title.ts';

/** A comparison as Markdown, for a comment or a job's summary. */
export function conformMarkdown(
  specification: Specification, title: Title, conformance: Conformance, files: ScenarioFiles = new Map(),
): string {
  const { verdict, implementation, parts, asked, note } = conformance;
  const name = implementation === null ? 'the implementation' : inline(implementation.name);
  const wrongs = toldWrongs(specification, conformance, files).flatMap(({ id, says, details, file }) => [
    '', `### ${inline(id)}: ${inline(says)}`, '',
    ...fenced(details),
    ...(file === null ? [] : ['', `As a scenario: ${inline(file)}`]),
  ]);
  const tried = parts.map((part) => {
    const { covered, of } = rowsOf(part);
    const rows = part.rows === null ? '' : `${number(covered)} of ${number(of)}`;
    return `| ${part.name} | ${number(part.sequences)} | ${number(part.commands)} | ${rows} |`;
  });
  return [
    `## Conformance: ${name} ${verdict === 'inconclusive' ? 'could not be judged' : verdict}`, '',
    `Rules: ${inline(titleText(title))}.`, '',
    ...spokenLines(conformance),
    ...(note === null ? [] : [`- ${inline(note)}`]),
    ...wrongs, '',
    `| tried (seed ${asked.seed}) | sequences | commands | rows |`,
    '| --- | ---: | ---: | ---: |',
    ...tried, '',
    `**Guarantee.** ${guaranteeOf(specification, conformance)}`, '',
  ].join('\n');
}

function spokenLines({ dialects, compared, verdict }: Conformance) {
  if (dialects.length > 0) return dialects.map((dialect) => `- speaks \`${dialectText(dialect)}\``);
  if (compared === null) return [];
  const none = 'speaks no dialect asked for; compared with the nearest';
  return [`- ${verdict === 'diverges' ? none : 'of the dialects asked for the nearest to its answers is'}, \`${dialectText(compared)}\``];
}
