/**
 * Takes bytes off a stream in the portions that a format prescribes. The stream may use the memory of a piece
 * again once the next one is asked for.
 */
export class ByteReader {
  private readonly source: AsyncIterator<Buffer>;
  private rest: Buffer = Buffer.alloc(0);
  /** Memory of the latest portion that came in several pieces, used again for the next. */
  private joined: Buffer = Buffer.alloc(0);

  constructor(source: AsyncIterable<Buffer>) {
    this.source = source[Symbol.asyncIterator]();
  }

  /** The next `count` bytes, or as many as are left, valid until the next are asked for. */
  async read(count: number): Promise<Buffer> {
    if (this.rest.length >= count) return this.takeRest(count);
    if (this.joined.length < count) this.joined = Buffer.allocUnsafe(count);
    let length = 0;
    for await (const part of this.take(count)) length += part.copy(this.joined, length);
    return this.joined.subarray(0, length);
  }

  /** The next `count` bytes, or as many as are left, in the pieces that they arrive in. */
  async *take(count: number): AsyncGenerator<Buffer> {
    for (let missing = count; missing > 0;) {
      if (this.rest.length === 0) {
        const next = await this.source.next();
        if (next.done) return;
        this.rest = next.value;
      }
      const part = this.takeRest(missing);
      missing -= part.length;
      yield part;
    }
  }

  /** Reads to the end, so that a checksum behind the data is looked at too. */
  async drain(): Promise<void> {
    this.rest = Buffer.alloc(0);
    while (!(await this.source.next()).done);
  }

  /** Lets go of the stream before its end. */
  async close(): Promise<void> {
    await this.source.return?.();
  }

  private takeRest(count: number): Buffer {
    const part = this.rest.subarray(0, count);
    this.rest = this.rest.subarray(part.length);
    return part;
  }
}
