import { isMeant } from '../../kit/diff/acceptance.ts';
import { changeSummary } from './change-lines.ts';
import type { Comparison } from '../../kit/diff/acceptance.ts';

/** A comparison with a base as JSON, one line; spec/schema/diff.schema.json. */
export function diffJson(comparison: Comparison): string {
  const { base, commit, diff, judgement } = comparison;
  return `${JSON.stringify({
    verdict: isMeant(comparison) ? 'upheld' : 'violated',
    base: { name: base, commit },
    cells: diff.cells,
    changes: diff.changes.map((change) => ({ ...change, says: changeSummary(change), acceptedIn: judgement.accepted.get(change.fingerprint) ?? null })),
    obsolete: judgement.obsolete,
    byOtherRules: diff.byOtherRules,
    notes: diff.notes,
  })}\n`;
}
