import { fenced, inline } from '../markdown-text.ts';
import { eventLine } from '../words.ts';
import { caseText, changedText, changeText, claimText, inOrder } from './told-advice.ts';
import { otherwiseLines, summaryText, touchedBy, verdictText } from './told-advice.ts';
import type { System } from '../../engine/rules/system.ts';
import type { Advice, ServerAdvice } from '../../lync/advise/advice.ts';

/** Advice as Markdown: a table of the servers, then a section for each that something is to be done about. */
export function adviseMarkdown(system: System, advice: Advice): string {
  const { missing, assumptions, notes } = advice;
  const section = (title: string, lines: readonly string[]): readonly string[] =>
    lines.length === 0 ? [] : ['', `### ${title}`, '', ...lines];
  return [
    `## Trusted application pools: ${summaryText(advice)}`,
    '',
    '| server | pool | known | UM | OWA IM |',
    '| --- | --- | --- | --- | --- |',
    ...inOrder(advice).map(rowOf),
    ...inOrder(advice).flatMap((server) => section(`${inline(server.server)}: ${verdictText(server.pool)}`, serverLines(server))),
    ...section('What is missing', missing.map(({ what, cmdlet }) => `- ${inline(what)}: ${code(cmdlet)}`)),
    ...whatIfLines(system, advice),
    ...section('What this rests on', assumptions.map(({ name, says }) => `- ${inline(name)}: ${inline(says)}`)),
    ...section('Notes', notes.map((note) => `- ${inline(note)}`)),
    '',
  ].join('\n');
}

function rowOf({ server, release, pool, known, version, um, owaIm }: ServerAdvice): string {
  const listed = known === null ? '?' : known ? `version ${version ?? '?'}` : 'no';
  const name = `${inline(server)}${release === null ? '' : ` (Exchange ${release})`}`;
  return `| ${[name, verdictText(pool), listed, um ?? '?', owaIm ?? '?'].join(' | ')} |`;
}

function serverLines({ pool, why, cases, remedies, claims }: ServerAdvice): readonly string[] {
  return [
    inline(why),
    ...list(claims.map((claim) => inline(claimText(claim)))),
    ...list(cases.map((possible) => inline(caseText(possible, pool)))),
    ...remedies.flatMap(({ name, says, cmdlets }) => ['', `**${name}.** ${inline(says)}`, '', ...fenced(cmdlets)]),
  ];
}

function whatIfLines(system: System, { whatIf, safeOrder, servers }: Advice): readonly string[] {
  if (safeOrder === null) return [];
  const steps = whatIf.flatMap((step, index) => {
    const lines = [
      ...(step.events.length === 0 ? ['no event'] : step.events.map((event) => eventLine(system, event))),
      ...otherwiseLines(system, step),
      ...touchedBy(step, whatIf[index - 1]?.servers ?? servers).map((server) => changedText(server)),
    ];
    return ['', `${index + 1}. ${inline(changeText(system, step))}`, '', ...fenced(lines)];
  });
  return ['', '### What if', ...steps, '', inline(safeOrder.says)];
}

function list(items: readonly string[]): readonly string[] {
  return items.length === 0 ? [] : ['', ...items.map((item) => `- ${item}`)];
}

/** A line for a shell, which has no backtick in it. */
function code(line: string): string {
  return `\`${line}\``;
}
