/**
 * A comparison with a base for a terminal.
 */
import { isMeant } from '../../kit/diff/acceptance.ts';
import { visible } from '../../kst/names.ts';
import { changeDetails, changeSummary } from './change-lines.ts';
import { changeGroups, remarks, verdictLine } from './diff-summary.ts';
import type { Comparison } from '../../kit/diff/acceptance.ts';
import type { Change } from '../../kit/diff/change.ts';
import type { ChangeGroup } from './diff-summary.ts';
import type { Styles } from '../styles.ts';

/** Changes by class, both outcomes side by side - of a class with many, the first few, and the others in a line each. */
export function diffText(comparison: Comparison, styles: Styles): string {
  const { diff, judgement } = comparison;
  const paint = isMeant(comparison) ? styles.good : styles.bad;
  return [
    ...changeGroups(diff.changes).flatMap((group) => groupLines(group, judgement.accepted, styles)),
    ...judgement.obsolete.map(({ file, fingerprint }) => styles.bad(`${visible(file)} accepts ${fingerprint}, which is no change since the base`)),
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

function groupLines({ class: name, says, changes }: ChangeGroup, accepted: ReadonlyMap<string, string>, styles: Styles): readonly string[] {
  const line = (change: Change): string => {
    const file = accepted.get(change.fingerprint);
    return `  ${styles.dim(change.fingerprint)}  ${changeSummary(change)}${file === undefined ? '' : styles.good(`  accepted in ${visible(file)}`)}`;
  };
  const rest = changes.slice(inFull);
  return [
    `${styles.strong(name)}  ${changes.length}: ${says}`,
    ...changes.slice(0, inFull).flatMap((change) => [line(change), ...changeDetails(change).map((detail) => `      ${detail}`)]),
    ...(rest.length === 0 ? [] : [styles.dim(`  the other ${rest.length} in one line each; --format markdown shows both outcomes of all`), ...rest.map(line)]),
    '',
  ];
}
