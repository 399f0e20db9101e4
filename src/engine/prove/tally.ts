/**
 * How often something was judged, and what was found out of it.
 */
import { either, isWithin, noneLike, sizeOf, type VariantSet } from '../dialects/set.ts';
import type { Finding, Verdict } from '../explore/finding.ts';

export class Tally {
  private readonly id: string;
  private readonly expected: VariantSet;
  private judged = 0;
  private judgedIn: VariantSet;

  /** @param expected the variants that it speaks of. */
  constructor(id: string, expected: VariantSet) {
    this.id = id;
    this.expected = expected;
    this.judgedIn = noneLike(expected);
  }

  /** It was judged, once in each of these variants. */
  count(variants: VariantSet): void {
    this.judged += sizeOf(variants);
    this.judgedIn = either(this.judgedIn, variants);
  }

  finding(verdict: Verdict, reason: string | null, trace: Finding<any>['trace'] = null): Finding<any> {
    const { id, judged, judgedIn } = this;
    return { id, verdict, judged, judgedIn, reason, trace };
  }

  /** Without a counterexample: vacuous when it was not judged in all the variants that it speaks of. */
  unbroken(): Finding<any> {
    return isWithin(this.expected, this.judgedIn) ? this.finding('upheld', null) : this.finding('vacuous', 'never judged');
  }
}
