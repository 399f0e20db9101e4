/**
 * How often something was judged, and what was found out of it.
 */
import { either, isWithin, noneLike, sizeOf, type VariantSet } from '../dialects/set.ts';
import type { Finding, Verdict } from '../explore/finding.ts';

/** @param expected the variants that it speaks of. */
export function tallyOf(id: string, expected: VariantSet) {
  let [judged, judgedIn] = [0, noneLike(expected)];
  const finding = (verdict: Verdict, reason: string | null, trace: Finding<any>['trace'] = null): Finding<any> => {
    return { id, verdict, judged, judgedIn, reason, trace };
  };
  return {
    finding,
    /** It was judged, once in each of these variants. */
    count(variants: VariantSet) {
      judged += sizeOf(variants);
      judgedIn = either(judgedIn, variants);
    },
    /** Without a counterexample: vacuous when it was not judged in all the variants that it speaks of. */
    unbroken: () => (isWithin(expected, judgedIn) ? finding('upheld', null) : finding('vacuous', 'never judged')),
  };
}
