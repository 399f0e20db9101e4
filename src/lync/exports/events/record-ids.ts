/**
 * Numbers that are kept for a million events; the record ids of a log among them.
 */


/** A list of numbers that only grows, in blocks: 8 bytes each, and no copying, which would take as much again. */
export class NumberColumn {
  length = 0;
  private readonly blocks: Float64Array[] = [];

  push(value: number): void {
    const within = this.length % blockSize;
    if (within === 0) this.blocks.push(new Float64Array(blockSize));
    this.blocks.at(-1)![within] = value;
    this.length++;
  }

  at(index: number): number {
    return this.blocks[Math.floor(index / blockSize)]![index % blockSize]!;
  }

  /** All of them in one piece, as they are now. */
  whole(): Float64Array {
    const all = new Float64Array(this.length);
    for (const [index, block] of this.blocks.entries()) {
      const start = index * blockSize;
      all.set(block.subarray(0, Math.min(blockSize, this.length - start)), start);
    }
    return all;
  }
}

const blockSize = 4096;

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
