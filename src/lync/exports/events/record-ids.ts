/**
 * The record ids of a log: numbers that Windows gives one after the other, so that a missing one tells of a missing event.
 */
import { NumberColumn } from './number-column.ts';

/** Record ids of one log of one computer, of all its events that were read. 8 bytes each. */
export class RecordIds {
  private readonly added = new NumberColumn();
  /** What had been added, in order, each once. */
  private sorted: Float64Array = new Float64Array(0);
  private sortedOf = 0;

  add(id: number): void {
    this.added.push(id);
  }

  /** Whether all ids from the one to the other were read, both of which were. */
  allBetween(first: number, last: number): boolean {
    if (this.sortedOf !== this.added.length) this.sort();
    return this.indexOf(last) - this.indexOf(first) === last - first;
  }

  private sort(): void {
    const ids = this.added.whole().sort();
    let kept = 0;
    for (let at = 0; at < ids.length; at++) if (at === 0 || ids[at] !== ids[kept - 1]) ids[kept++] = ids[at]!;
    this.sorted = ids.subarray(0, kept);
    this.sortedOf = this.added.length;
  }

  private indexOf(id: number): number {
    let [low, high] = [0, this.sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.sorted[middle]! < id) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
