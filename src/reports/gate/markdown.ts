import { cutMarkdown, fenced, inline } from './markdown-text.ts';
import { counted, number, placeText, plain, seconds, shareOf, toldFindings } from './told.ts';
import type { GateResult, GateStep } from '../../kit/gate.ts';
import type { ToldFinding } from './told.ts';

/** What a GitHub job summary may hold: less than 1 MiB of UTF-8. */
const most = 1024 * 1024 - 1;

/** A gate's result as a page: the steps, what each finding shows, and the changed behaviour whole. Where it is too long, the last line says what is left out. */
export function gateMarkdown(result: GateResult): string {
  const head = headLines(result);
  const findings = toldFindings(result).map(findingLines);
  const changes = result.changes === null ? [] : result.changes.trimEnd().split('\n').map(plain);
  const heading = result.changes === null ? [] : ['## What behaviour changed', ''];
  const lines = [head, ...findings, heading, changes].flat();
  return cutMarkdown(lines, most, (kept) => leftOut(findings, changes.length, kept - head.length, lines.length - head.length));
}

function headLines(result: GateResult): readonly string[] {
  const { verdict, base, seed, steps } = result;
  return [
    `# kst gate: ${verdict}`,
    '',
    `${base === null ? 'Compared with nothing' : `Compared with ${inline(base)}`}; seed ${seed}.`,
    '',
    '| step | verdict | looked at | time | share |',
    '| --- | --- | --- | ---: | ---: |',
    ...steps.map((step) => stepRow(step, result)),
    '',
  ];
}

function stepRow(step: GateStep, result: GateResult): string {
  const verdict = step.verdict === 'upheld' ? step.verdict : `**${step.verdict}**`;
  return `| ${step.name} | ${verdict} | ${inline(step.says)} | ${seconds(step.milliseconds)} s | ${shareOf(step, result)} |`;
}

function findingLines(finding: ToldFinding): readonly string[] {
  const { step, id, verdict, says, details } = finding;
  const lines = [placeText(finding) ?? [], details.map(plain)].flat();
  return [
    '<details>',
    `<summary>${verdict}: <b>${inline(id)}</b> ${inline(says)} (${step})</summary>`,
    '',
    ...(lines.length === 0 ? [] : [...fenced(lines), '']),
    '</details>',
    '',
  ];
}

/** The last line of a page that was cut: so many lines after its head are kept, of so many. */
function leftOut(findings: readonly (readonly string[])[], changes: number, kept: number, of: number): string {
  let end = 0;
  const cut = findings.filter((lines) => (end += lines.length) > kept).length;
  const missing = Math.min(changes, of - kept);
  const what = [
    ...(cut === 0 ? [] : [`${number(cut)} of ${counted(findings.length, 'finding')}`]),
    ...(missing === 0 ? [] : [`${number(missing)} of ${counted(changes, 'line')} about what behaviour changed`]),
  ];
  return `**Cut here, since a summary must be under 1 MiB.** Left out: ${what.join(', ')}. \`kst gate --format json\` tells all.`;
}
