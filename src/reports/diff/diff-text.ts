/**
 * A comparison with a base for a terminal.
 */
import { type Cause, type Comparison, isMeant } from '../../engine/diff/acceptance.ts';
import { visible } from '../../engine/text.ts';
import { causeDetails, causeWithCount } from './change-lines.ts';
import { type CauseGroup, causeGroups, objections, remarks, verdictLine } from './diff-summary.ts';
import type { Styles } from '../styles.ts';
import { type Title, titleText } from '../../engine/title.ts';

/** Changes by class, both outcomes side by side - of a class with many, the first few, and the others in a line each. */
export function diffText(comparison: Comparison, title: Title, styles: Styles): string {
  const { judgement, specification } = comparison;
  const paint = isMeant(comparison) ? styles.good : styles.bad;
  return [
    styles.strong(visible(titleText(title))),
    ...causeGroups(judgement.causes, specification).flatMap((group) => groupLines(group, comparison, styles)),
    ...objections(comparison).map(({ says, edit }) => styles.bad(visible(`${says} (${edit})`))),
    ...remarks(comparison).map((remark) => styles.dim(visible(remark))),
    '',
    paint(styles.strong(visible(verdictLine(comparison)))),
    ...(judgement.missing.length === 0 ? [] : ['meant? then: kst accept --why "..."']),
    '',
  ].join('\n');
}

/** So many changes of a class are shown in full. */
const inFull = 5;

function groupLines(group: CauseGroup, { judgement, specification }: Comparison, styles: Styles) {
  const { class: name, says, causes } = group;
  const line = (cause: Cause) => {
    const file = judgement.accepted.get(cause.fingerprint);
    const accepted = file === undefined ? '' : styles.good(`  accepted in ${visible(file)}`);
    return `  ${styles.dim(cause.fingerprint)}  ${causeWithCount(cause, specification)}${accepted}`;
  };
  const details = (cause: Cause) => causeDetails(cause, specification).map((detail) => `      ${detail}`);
  const rest = causes.slice(inFull);
  const others = `  the other ${rest.length} in one line each; --format markdown shows both outcomes of all`;
  return [
    `${styles.strong(name)}  ${causes.length}: ${says}`,
    ...causes.slice(0, inFull).flatMap((cause) => [line(cause), ...details(cause)]),
    ...(rest.length === 0 ? [] : [styles.dim(others), ...rest.map(line)]),
    '',
  ];
}
