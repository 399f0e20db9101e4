/**
 * Numbers that are kept for a million events.
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
