import { visible } from '../../engine/text.ts';
import { eventLine } from '../words.ts';
import { caseText, changedText, changeText, claimText, inOrder } from './told-advice.ts';
import { otherwiseLines, standingText, summaryText, touchedBy, verdictText } from './told-advice.ts';
import type { System } from '../../engine/rules/system.ts';
import type { Advice, PoolVerdict, ServerAdvice } from '../../lync/advise/advice.ts';
import type { Styles } from '../styles.ts';

/** Advice for a person: a line a server, why, what to do; then what is missing, and what changes would bring about. */
export function adviseText(system: System, advice: Advice, styles: Styles): string {
  const { dim, strong } = styles;
  const { missing, assumptions, notes, inputs } = advice;
  const section = (title: string, lines: readonly string[]): readonly string[] => (lines.length === 0 ? [] : ['', strong(title), ...lines]);
  return [
    strong(`${advice.servers.length} server${advice.servers.length === 1 ? '' : 's'}: ${summaryText(advice)}`),
    ...inOrder(advice).flatMap((server) => ['', ...serverLines(server, styles)]),
    ...section('What is missing', missing.flatMap(({ what, cmdlet }) => [`  ${what}`, `    ${cmdlet}`])),
    ...whatIfLines(system, advice, styles),
    ...section('What this rests on', assumptions.map(({ name, says }) => dim(`  ${name}: ${visible(says)}`))),
    ...section('Notes', notes.map((note) => dim(`  ${visible(note)}`))),
    ...section('Read', inputs.map(({ cmdlet, file, objects }) => dim(`  ${objects} of ${cmdlet} in ${visible(file)}`))),
    '',
  ].join('\n');
}

function serverLines(advice: ServerAdvice, { good, bad, dim, strong }: Styles): readonly string[] {
  const { server, release, pool, why, claims, cases, remedies } = advice;
  const paint: Readonly<Record<PoolVerdict, (text: string) => string>> = { needed: bad, 'must-not': bad, fine: good, unknown: dim };
  return [
    `${strong(server)}${release === null ? '' : ` (Exchange ${release})`}: ${paint[pool](verdictText(pool))}; ${standingText(advice)}`,
    `  ${visible(why)}`,
    ...claims.map((claim) => dim(`  ${visible(claimText(claim))}`)),
    ...cases.map((possible) => `  ${caseText(possible, pool)}`),
    ...remedies.flatMap(({ name, says, cmdlets }) => [`  ${strong(name)}: ${says}`, ...cmdlets.map((line) => `    ${line}`)]),
  ];
}

function whatIfLines(system: System, { whatIf, safeOrder, servers }: Advice, { bad, dim, good, strong }: Styles): readonly string[] {
  if (safeOrder === null) return [];
  const line = (event: object): string => `     ${(system.eventWord(event).alarms === true ? bad : String)(eventLine(system, event))}`;
  const steps = whatIf.flatMap((step, index) => [
    `  ${index + 1}  ${strong(changeText(system, step))}`,
    ...(step.events.length === 0 ? [dim('     no event')] : step.events.map(line)),
    ...otherwiseLines(system, step).map((line) => dim(`     ${line}`)),
    ...touchedBy(step, whatIf[index - 1]?.servers ?? servers).map((server) => `     ${changedText(server, bad)}`),
  ]);
  return ['', strong('What if'), ...steps, `  ${(safeOrder.given ? good : bad)(visible(safeOrder.says))}`];
}
