/**
 * A comparison with a base in a few words, as all its forms give it.
 */
import { type Change, type ChangeClass, changeClasses } from '../../engine/diff/change.ts';
import type { Comparison } from '../../engine/diff/acceptance.ts';
import type { Specification } from '../../engine/specification.ts';

export type ChangeGroup = ReturnType<typeof changeGroups>[number];

/** The changes of each class, in the order of the classes; classes without a change are left out. */
export function changeGroups(changes: readonly Change[], specification: Specification) {
  return Object.entries(changeClasses(specification))
    .map(([name, says]) => ({ class: name as ChangeClass, says, changes: changes.filter((change) => change.class === name) }))
    .filter((group) => group.changes.length > 0);
}

/** `12 changes of behaviour since merge base with main, 1a2b: 10 accepted, 2 not`. */
export function verdictLine({ base, diff: { changes }, judgement: { accepted, missing, obsolete } }: Comparison): string {
  const matching = obsolete.length === 1 ? 'acceptance matches' : 'acceptances match';
  const left = obsolete.length === 0 ? '' : `; ${obsolete.length} ${matching} no change`;
  if (changes.length === 0) return `no change of behaviour since ${base}${left}`;
  const some = accepted.size === 0 ? 'not accepted' : `${accepted.size} accepted, ${missing.length} not`;
  const state = missing.length === 0 ? 'all accepted' : some;
  return `${changes.length} ${changes.length === 1 ? 'change' : 'changes'} of behaviour since ${base}: ${state}${left}`;
}

/** What was compared, what could not be, and what looks the same though other rules bring it about. */
export function remarks({ diff: { byOtherRules, notes, cells } }: Comparison): readonly string[] {
  return [
    `${cells} cells compared: a state, a command, a dialect`,
    ...notes,
    ...byOtherRules.map(({ before, now, rows }) => {
      const counted = `${rows} ${rows === 1 ? 'row' : 'rows'}`;
      return `the same, by other rules: ${counted}, ${before.join(' ')} before, ${now.join(' ')} now`;
    }),
  ];
}
