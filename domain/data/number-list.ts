const BLOCK_BITS = 16;
const BLOCK_NUMBERS = 1 << BLOCK_BITS;

/** Numbers that a narrow block has room for: up to 65,535. */
const NARROW = 2 ** 16;

/** A list of whole numbers below 2^32 that grows without a copy: 4 bytes each, and 2 among small numbers. */
export class NumberList {
  length = 0;
  private readonly blocks: (Uint16Array | Uint32Array)[] = [];
  private latest: Uint16Array | Uint32Array = new Uint16Array(0);

  push(number: number): void {
    const at = this.length++ % BLOCK_NUMBERS;
    if (at === 0) this.blocks.push((this.latest = new Uint16Array(BLOCK_NUMBERS)));
    if (number >= NARROW && this.latest instanceof Uint16Array)
      this.blocks[this.blocks.length - 1] = this.latest = Uint32Array.from(this.latest);
    this.latest[at] = number;
  }

  /** Adds the first numbers of an array. */
  append(numbers: ArrayLike<number>, count: number): void {
    for (let i = 0; i < count; i++) this.push(numbers[i]);
  }

  /** The number at a place from 0 to below {@link length}. */
  at(index: number): number {
    return this.blocks[index >>> BLOCK_BITS][index % BLOCK_NUMBERS];
  }
}
