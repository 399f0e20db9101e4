/**
 * A comparison with a base for a terminal.
 */
import { type Comparison, isMeant } from '../../engine/diff/acceptance.ts';
import { visible } from '../../engine/text.ts';
import { changeDetails, changeSummary } from './change-lines.ts';
import { type ChangeGroup, changeGroups, remarks, verdictLine } from './diff-summary.ts';
import type { Change } from '../../engine/diff/change.ts';
import type { Styles } from '../styles.ts';
import { type Title, titleText } from '../../engine/title.ts';

/** Changes by class, both outcomes side by side - of a class with many, the first few, and the others in a line each. */
export function diffText(comparison: Comparison, title: Title, styles: Styles): string {
  const { diff, judgement, specification } = comparison;
  const paint = isMeant(comparison) ? styles.good : styles.bad;
  return [
    styles.strong(visible(titleText(title))),
    ...changeGroups(diff.changes, specification).flatMap((group) => groupLines(group, comparison, styles)),
    ...judgement.obsolete.map(({ file, fingerprint }) =>
      styles.bad(`${visible(file)} accepts ${fingerprint}, which is no change since the base`),
    ),
    ...remarks(comparison).map((remark) => styles.dim(visible(remark))),
    '',
    paint(styles.strong(visible(verdictLine(comparison)))),
    ...(judgement.missing.length === 0 ? [] : ['meant? then: kst accept --why "..."']),
    ...(judgement.obsolete.length === 0 ? [] : ['take what matches nothing out of its file, or let kst accept --why "..." do it']),
    '',
  ].join('\n');
}

/** So many changes of a class are shown in full. */
const inFull = 5;

function groupLines(group: ChangeGroup, { judgement, specification }: Comparison, styles: Styles) {
  const { class: name, says, changes } = group;
  const line = (change: Change) => {
    const file = judgement.accepted.get(change.fingerprint);
    const accepted = file === undefined ? '' : styles.good(`  accepted in ${visible(file)}`);
    return `  ${styles.dim(change.fingerprint)}  ${changeSummary(change, specification)}${accepted}`;
  };
  const details = (change: Change) => changeDetails(change, specification).map((detail) => `      ${detail}`);
  const rest = changes.slice(inFull);
  const others = `  the other ${rest.length} in one line each; --format markdown shows both outcomes of all`;
  return [
    `${styles.strong(name)}  ${changes.length}: ${says}`,
    ...changes.slice(0, inFull).flatMap((change) => [line(change), ...details(change)]),
    ...(rest.length === 0 ? [] : [styles.dim(others), ...rest.map(line)]),
    '',
  ];
}
