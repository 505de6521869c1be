const BLOCK_NUMBERS = 2 ** 16;

/** Numbers below this fit a 16-bit block. */
const NARROW = 2 ** 16;

/** A list of whole numbers below 2^32 that grows without copying: 4 bytes each, 2 in blocks of small numbers. */
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

  /** Copies `count` numbers, starting at `from`. */
  copy(from: number, count: number, into: Uint32Array): void {
    for (let copied = 0; copied < count;) {
      const at = (from + copied) % BLOCK_NUMBERS;
      const block = this.blocks[Math.floor((from + copied) / BLOCK_NUMBERS)];
      const part = block.subarray(at, Math.min(BLOCK_NUMBERS, at + count - copied));
      into.set(part, copied);
      copied += part.length;
    }
  }
}
