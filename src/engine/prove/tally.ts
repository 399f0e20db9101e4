/**
 * How often something was judged, and what was found out of it.
 */
import { either, isWithin, noneLike, sizeOf, type VariantSet } from '../dialects/set.ts';
import type { Finding } from '../explore/finding.ts';

export class Tally<C> {
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

  finding(verdict: Finding<C>['verdict'], reason: string | null, trace: Finding<C>['trace'] = null): Finding<C> {
    const { id, judged, judgedIn } = this;
    return { id, verdict, judged, judgedIn, reason, trace };
  }

  /** Without a counterexample: vacuous when it was not judged in all the variants that it speaks of. */
  unbroken(): Finding<C> {
    return isWithin(this.expected, this.judgedIn) ? this.finding('upheld', null) : this.finding('vacuous', 'never judged');
  }
}
