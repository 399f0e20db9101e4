import { bytesOf, cutMarkdown, fenced, inline } from '../markdown-text.ts';
import { seconds, shareOf, shownLines, type ToldFinding, toldFindings } from './told.ts';
import { titleText } from '../../engine/title.ts';
import { counted, number, plain } from '../plain-text.ts';
import type { GateResult, GateStep } from '../../engine/gate/result.ts';

/** What a GitHub job summary may hold: less than 1 MiB of UTF-8. */
const most = 1024 * 1024 - 1;

/** Room for the last line of a page that is cut. */
const lastLine = 500;

/** So many findings stay, whatever the changes need. */
const fewest = 10;

/**
 * A gate's result as a page: the steps, what each finding shows, and the changed behaviour. Where it is too long, findings go first,
 * since the changes are wanted whole; then the changes are cut too. The last line says what is left out.
 */
export function gateMarkdown(result: GateResult): string {
  const page: Page = {
    head: headLines(result),
    findings: toldFindings(result).map(findingLines),
    heading: result.changes === null ? [] : ['## What behaviour changed', ''],
    changes: result.changes === null ? [] : result.changes.trimEnd().split('\n').map(plain),
  };
  const whole = linesOf(page);
  return `${(bytesOf(whole) <= most ? whole : shortened(page)).join('\n')}\n`;
}

interface Page {
  readonly head: readonly string[];
  readonly findings: readonly (readonly string[])[];
  readonly heading: readonly string[];
  readonly changes: readonly string[];
}

function linesOf({ head, findings, heading, changes }: Page) {
  return [head, ...findings, heading, changes].flat();
}

function shortened(page: Page) {
  let room = most - lastLine - bytesOf(linesOf({ ...page, findings: [] }));
  const fitting = page.findings.findIndex((lines) => (room -= bytesOf(lines)) < 0);
  const shown = { ...page, findings: page.findings.slice(0, fitting === -1 ? undefined : Math.max(fitting, fewest)) };
  const { lines, kept } = cutMarkdown(linesOf(shown), most - lastLine);
  return [...lines, '', leftOut(page, shown, kept)];
}

/** The last line, where of what is shown so many lines are kept. */
function leftOut({ findings, changes }: Page, shown: Page, kept: number) {
  let end = shown.head.length;
  const whole = shown.findings.filter((lines) => (end += lines.length) <= kept).length;
  const missing = Math.min(changes.length, linesOf(shown).length - kept);
  const what = [
    ...(whole === findings.length ? [] : [`${number(findings.length - whole)} of ${counted(findings.length, 'finding')}`]),
    ...(missing === 0 ? [] : [`${number(missing)} of ${counted(changes.length, 'line')} about what behaviour changed`]),
  ];
  return `**Cut here, since a summary must be under 1 MiB.** Left out: ${what.join(', ')}. \`kst gate --format json\` tells all.`;
}

function headLines(result: GateResult) {
  const { verdict, base, seed, steps } = result;
  return [
    `# kst gate: ${verdict}`,
    '',
    `${inline(titleText(result.title))}.`,
    `${base === null ? 'Compared with nothing' : `Compared with ${inline(base)}`}; seed ${seed}.`,
    '',
    '| step | verdict | looked at | time | share |',
    '| --- | --- | --- | ---: | ---: |',
    ...steps.map((step) => stepRow(step, result)),
    '',
  ];
}

function stepRow(step: GateStep, result: GateResult) {
  const verdict = step.verdict === 'upheld' ? step.verdict : `**${step.verdict}**`;
  return `| ${step.name} | ${verdict} | ${inline(step.says)} | ${seconds(step.milliseconds)} s | ${shareOf(step, result)} |`;
}

function findingLines(finding: ToldFinding) {
  const { step, id, verdict, says } = finding;
  const lines = shownLines(finding);
  return [
    '<details>',
    `<summary>${verdict}: <b>${inline(id)}</b> ${inline(says)} (${step})</summary>`,
    '',
    ...(lines.length === 0 ? [] : [...fenced(lines), '']),
    '</details>',
    '',
  ];
}
