import { kept } from '../kept.ts';

/** Numbers 0, 1, 2, ... for values, in the order in which they are first asked for; `values` grows while it is walked. */
export class Numbering<T = string> {
  readonly values: T[] = [];
  private readonly numbers = new Map<T, number>();

  numberOf(value: T): number {
    return kept(this.numbers, value, () => this.values.push(value) - 1);
  }
}
