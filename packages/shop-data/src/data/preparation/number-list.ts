const BLOCK_NUMBERS = 2 ** 16;

/** Numbers below this fit a 16-bit block. */
const NARROW = 2 ** 16;

/** A growing list of whole numbers below 2^32 that is never copied. A number takes 4 bytes, or 2 in blocks of small numbers. */
export class NumberList {
  length = 0;
  private readonly blocks: (Uint16Array | Uint32Array)[] = [];
  private latest: Uint16Array | Uint32Array = new Uint16Array(0);

  /** Adds the first numbers of an array. */
  append(numbers: ArrayLike<number>, count: number): void {
    for (let from = 0; from < count;) {
      const at = this.length % BLOCK_NUMBERS;
      if (at === 0) this.blocks.push((this.latest = new Uint16Array(BLOCK_NUMBERS)));
      const end = Math.min(count, from + BLOCK_NUMBERS - at);
      this.length += end - from;
      const block = this.blockFor(numbers, from, end);
      for (let to = at; from < end; from++, to++) block[to] = numbers[from];
    }
  }

  /** The latest block. It becomes wide if one of these numbers is. */
  private blockFor(numbers: ArrayLike<number>, from: number, end: number): Uint16Array | Uint32Array {
    if (this.latest instanceof Uint32Array) return this.latest;
    let i = from;
    while (i < end && numbers[i] < NARROW) i++;
    if (i < end) this.blocks[this.blocks.length - 1] = this.latest = Uint32Array.from(this.latest);
    return this.latest;
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
