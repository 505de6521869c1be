const BLOCK_BITS = 16;
const BLOCK_NUMBERS = 1 << BLOCK_BITS;

/** A list of whole numbers below 2^32 that grows without a copy: 4 bytes each. */
export class NumberList {
  length = 0;
  private readonly blocks: Uint32Array[] = [];
  private latest = new Uint32Array(0);

  push(number: number): void {
    const at = this.length++ % BLOCK_NUMBERS;
    if (at === 0) this.blocks.push((this.latest = new Uint32Array(BLOCK_NUMBERS)));
    this.latest[at] = number;
  }

  /** The number at a place from 0 to below {@link length}. */
  at(index: number): number {
    return this.blocks[index >>> BLOCK_BITS][index % BLOCK_NUMBERS];
  }
}
