/**
 * A comparison with a base in a few words, as all its forms give it.
 */
import { counted } from '../plain-text.ts';
import { type ChangeClass, changeClasses } from '../../engine/diff/change.ts';
import type { Cause, Comparison } from '../../engine/diff/acceptance.ts';
import type { Specification } from '../../engine/specification.ts';

export type CauseGroup = ReturnType<typeof causeGroups>[number];

/** The causes of each class, in the order of the classes; classes without one are left out. */
export function causeGroups(causes: readonly Cause[], specification: Specification) {
  return Object.entries(changeClasses(specification))
    .map(([name, says]) => ({ class: name as ChangeClass, says, causes: causes.filter((cause) => cause.class === name) }))
    .filter((group) => group.causes.length > 0);
}

/** `3 changes of behaviour since merge base with main, 1a2b, in 40 rows: 2 accepted, 1 not`. */
export function verdictLine({ base, diff: { changes }, judgement }: Comparison): string {
  const { causes, accepted, missing, obsolete, untrue, touched } = judgement;
  const matching = obsolete.length === 1 ? 'acceptance matches' : 'acceptances match';
  const lies = untrue.length === 0 ? '' : `; ${counted(untrue.length, 'acceptance')} told otherwise`;
  const old = touched.length === 0 ? '' : `; ${counted(touched.length, 'acceptance')} of the base touched`;
  const left = `${obsolete.length === 0 ? '' : `; ${obsolete.length} ${matching} no change`}${lies}${old}`;
  const rows = changes.filter((change) => 'outcome' in change).length;
  if (changes.length === 0) return `no change of behaviour since ${base}${left}`;
  const some = accepted.size === 0 ? 'not accepted' : `${accepted.size} accepted, ${missing.length} not`;
  const state = missing.length === 0 ? 'all accepted' : some;
  const seen = rows === 0 ? '' : `, in ${counted(rows, 'row')}`;
  return `${counted(causes.length, 'change')} of behaviour since ${base}${seen}: ${state}${left}`;
}

/** What is wrong with acceptances, and what to do. */
export function objections({ commit, judgement: { obsolete, untrue, touched } }: Comparison) {
  return [
    ...untrue.map(({ file, fingerprint, expected }) => {
      const says = `${file} does not say of ${fingerprint} what has changed; expected: ${expected}`;
      return { is: 'untrue', file, of: fingerprint, says, edit: 'take the line out, and let kst accept write it' };
    }),
    ...touched.map((file) => {
      const says = `${file} is not as the base has it: what was accepted then is not told anew`;
      return { is: 'touched', file, of: '', says, edit: `git checkout ${commit ?? 'HEAD'} -- ${file}` };
    }),
    ...obsolete.map(({ file, fingerprint }) => {
      const says = `${file} accepts ${fingerprint}, which is no change since the base`;
      return { is: 'obsolete', file, of: fingerprint, says, edit: 'kst accept brings the file up to date' };
    }),
  ];
}

/** What was compared, and what looks the same though other rules bring it about. */
export function remarks({ diff: { byOtherRules, cells } }: Comparison): readonly string[] {
  return [
    `${cells} cells compared: a state, a command, a dialect`,
    ...byOtherRules.map(({ before, now, rows }) => {
      return `the same, by other rules: ${counted(rows, 'row')}, ${before.join(' ')} before, ${now.join(' ')} now`;
    }),
  ];
}
