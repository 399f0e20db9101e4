/** Numbers 0, 1, 2, ... for values, in the order in which they are first asked for; `values` grows while it is walked. */
export class Numbering<T = string> {
  readonly values: T[] = [];
  private readonly numbers = new Map<T, number>();

  numberOf(value: T): number {
    let number = this.numbers.get(value);
    if (number === undefined) {
      this.numbers.set(value, (number = this.values.length));
      this.values.push(value);
    }
    return number;
  }
}
