import { type Comparison, isMeant } from '../../engine/diff/acceptance.ts';
import { type Change, outcomeJson } from '../../engine/diff/change.ts';
import { changeSummary } from './change-lines.ts';
import type { Title } from '../../engine/title.ts';

/** A comparison with a base as JSON, one line; for the Known Servers Table spec/schema/diff.schema.json. */
export function diffJson(comparison: Comparison, title: Title): string {
  const { base, commit, diff, judgement } = comparison;
  return `${JSON.stringify({
    ...title,
    verdict: isMeant(comparison) ? 'upheld' : 'violated',
    base: { name: base, commit },
    cells: diff.cells,
    changes: diff.changes.map((change) => changeJson(change, comparison)),
    obsolete: judgement.obsolete,
    untrue: judgement.untrue,
    touched: judgement.touched,
    byOtherRules: diff.byOtherRules,
  })}\n`;
}

function changeJson(change: Change, { specification, judgement }: Comparison) {
  const more = { says: changeSummary(change, specification), acceptedIn: judgement.accepted.get(change.fingerprint) ?? null };
  if (!('outcome' in change)) return { ...change, ...more };
  const { before, now } = change.outcome;
  return { ...change, outcome: { before: outcomeJson(before, specification), now: outcomeJson(now, specification) }, ...more };
}
