import { findingsOf, seconds, shareOf, shownLines, type ToldFinding, toldFindings } from './told.ts';
import { titleText } from '../../engine/title.ts';
import { counted, plain } from '../plain-text.ts';
import type { GateResult, StepVerdict } from '../../engine/gate/result.ts';
import type { Styles } from '../styles.ts';

/** As many findings of a step as a person reads; the other formats tell all of them. */
const most = 3;

/** A gate's result for a person to read in ten seconds: a line a step, what is wrong, the verdict. */
export function gateText(result: GateResult, styles: Styles): string {
  const told = toldFindings(result);
  const shown = told.filter((finding, index) => told.slice(0, index).filter(({ step }) => step === finding.step).length < most);
  const left = told.length - shown.length;
  const { verdict, seed, base } = result;
  return [
    styles.strong(plain(titleText(result.title))),
    ...stepLines(result, styles),
    styles.dim(`${base === null ? 'compared with nothing' : `compared with ${plain(base)}`}; seed ${seed}`),
    ...shown.flatMap((finding) => ['', ...findingLines(finding, styles)]),
    ...(left === 0 ? [] : ['', `${counted(left, 'more finding')}: --format markdown or json tells all`]),
    '',
    painter(verdict, styles)(styles.strong(verdict)),
    '',
  ].join('\n');
}

function stepLines(result: GateResult, styles: Styles) {
  return result.steps.map((step) => {
    const paint = painter(step.verdict, styles);
    const count = findingsOf(step).length;
    const found = count === 0 ? '' : `, ${counted(count, 'finding')}`;
    const time = `${seconds(step.milliseconds).padStart(6)} s ${shareOf(step, result).padStart(4)}`;
    return `${paint(step.verdict.padEnd(12))} ${step.name.padEnd(8)} ${styles.dim(time)}  ${plain(step.says)}${found}`;
  });
}

function findingLines(finding: ToldFinding, styles: Styles) {
  const { step, id, verdict, says } = finding;
  return [
    `${painter(verdict, styles)(`${verdict}:`)} ${styles.strong(plain(id))} ${plain(says)} ${styles.dim(`(${step})`)}`,
    ...shownLines(finding).map((line) => `     ${line}`),
  ];
}

function painter(verdict: StepVerdict, { good, bad }: Styles): (text: string) => string {
  return verdict === 'upheld' ? good : bad;
}
