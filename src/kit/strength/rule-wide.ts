/**
 * Wrong rules: a list of effects that stands in the place of a rule's wherever the rule applies.
 */
import { dialectsWith } from '../../kst/dialect.ts';
import { effectText } from './mutants.ts';
import { textsOf } from './outcome-texts.ts';
import { listsInPlaceOf, rowsToJudge, wrongIn } from './wrong-outcomes.ts';
import type { Bench } from '../../kst/invariants/observed.ts';
import type { Reference, ReferenceRow } from './reference.ts';
import type { Trial } from './wrong-outcomes.ts';

export interface RuleWide {
  /** Lists that show something else in some row, each tried in all rows of its rule. */
  readonly of: number;
  readonly rejected: number;
  readonly survivors: readonly { readonly rule: string; readonly effects: string }[];
}

/** Tries every list of effects in the place of every rule, in all rows of the narrow part in which the rule applies. */
export function measureRules(reference: Reference): RuleWide {
  const [narrow] = reference.all();
  const byRule = new Map<string, Place[]>();
  for (const row of rowsToJudge(narrow!)) {
    const bench = reference.benchOf(row);
    for (const { play, application } of reference.applicationsIn(row)) {
      const places = byRule.get(application.rule.id) ?? [];
      places.push({ play, application, bench, row });
      byRule.set(application.rule.id, places);
    }
  }
  const survivors: { readonly rule: string; readonly effects: string }[] = [];
  let [of, rejected] = [0, 0];
  for (const [rule, places] of byRule) {
    for (const { effects, plays } of listsInPlaceOf(places as unknown as readonly [Trial, ...Trial[]])) {
      const verdict = verdictOf(places, plays);
      if (verdict === 'same') continue;
      of++;
      if (verdict === 'rejected') rejected++;
      else survivors.push({ rule, effects: effects.map(effectText).join(', ') });
    }
  }
  return { of, rejected, survivors };
}

interface Place extends Trial {
  readonly row: ReferenceRow;
  readonly bench: Bench;
}

/** Rejected where any row rejects it in every dialect in which it is wrong there. */
function verdictOf(places: readonly Place[], plays: readonly Trial['play'][]): 'same' | 'rejected' | 'survived' {
  let wrong = 0;
  let rejected = 0;
  for (const [index, { row, bench }] of places.entries()) {
    const outcome = plays[index]!.fork().finish();
    if (outcome.kind !== 'taken') return 'rejected';
    const { text, looks } = textsOf(outcome);
    const { shown } = wrongIn(row, text, looks);
    wrong |= shown;
    if ((shown & ~rejected) !== 0) rejected |= bench.rejectedIn(bench.look(outcome), shown & ~rejected) & shown;
    if (rejected === dialectsWith()) return 'rejected';
  }
  return wrong === 0 ? 'same' : (wrong & ~rejected) === 0 ? 'rejected' : 'survived';
}
