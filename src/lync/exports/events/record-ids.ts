/** Record ids of one log of one computer, of all its events that were read: 8 bytes each, since there may be a million of them. */
export class RecordIds {
  private readonly added: number[] = [];
  /** What had been added, in order, each once; null where that is not made. */
  private sorted: Float64Array | null = null;

  add(id: number): void {
    this.added.push(id);
    this.sorted = null;
  }

  /** Whether all ids from the one to the other were read, both of which were. */
  allBetween(first: number, last: number): boolean {
    this.sorted ??= Float64Array.from(this.added).sort().filter((id, at, all) => id !== all[at - 1]);
    return indexIn(this.sorted, last) - indexIn(this.sorted, first) === last - first;
  }
}

/** Where a number stands among others, which are in order. */
function indexIn(sorted: Float64Array, id: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < id) low = middle + 1;
    else high = middle;
  }
  return low;
}
