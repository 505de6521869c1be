/** A bit set of the integers from 0 to `size` - 1. */
export class Bitmap {
  private readonly words: Uint32Array;

  constructor(readonly size: number) {
    this.words = new Uint32Array(Math.ceil(size / 32));
  }

  addAll(members: Uint32Array): this {
    for (const member of members) this.words[member >>> 5] |= 1 << (member & 31);
    return this;
  }

  set(member: number, isMember: boolean): void {
    if (isMember) this.words[member >>> 5] |= 1 << (member & 31);
    else this.words[member >>> 5] &= ~(1 << (member & 31));
  }

  has(member: number): boolean {
    return (this.words[member >>> 5] & (1 << (member & 31))) !== 0;
  }

  /** Intersection, in place. */
  intersect({ words }: Bitmap): this {
    for (let at = 0; at < words.length; at++) this.words[at] &= words[at];
    return this;
  }

  /** Union, in place. */
  unite({ words }: Bitmap): this {
    for (let at = 0; at < words.length; at++) this.words[at] |= words[at];
    return this;
  }

  /** Complement, in place. */
  invert(): this {
    for (let at = 0; at < this.words.length; at++) this.words[at] = ~this.words[at];
    return this;
  }
}
