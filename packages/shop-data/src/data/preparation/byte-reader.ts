/** Reads a stream in portions of given sizes. The stream may reuse the memory of a piece once the next one is requested. */
export class ByteReader {
  private readonly source: AsyncIterator<Buffer>;
  private rest: Buffer = Buffer.alloc(0);
  /** Reused buffer for portions that span several pieces. */
  private joined: Buffer = Buffer.alloc(0);

  constructor(source: AsyncIterable<Buffer>) {
    this.source = source[Symbol.asyncIterator]();
  }

  /** The next `count` bytes, or fewer at the end. Valid until the next call. */
  async read(count: number): Promise<Buffer> {
    if (this.rest.length >= count) return this.takeRest(count);
    if (this.joined.length < count) this.joined = Buffer.allocUnsafe(count);
    let length = 0;
    for await (const part of this.take(count)) length += part.copy(this.joined, length);
    return this.joined.subarray(0, length);
  }

  /** The next `count` bytes, or fewer at the end, piece by piece. */
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

  /** Reads to the end, so that a trailing checksum is verified. */
  async drain(): Promise<void> {
    this.rest = Buffer.alloc(0);
    while (!(await this.source.next()).done);
  }

  /** Closes the stream before its end. */
  async close(): Promise<void> {
    await this.source.return?.();
  }

  private takeRest(count: number): Buffer {
    const part = this.rest.subarray(0, count);
    this.rest = this.rest.subarray(part.length);
    return part;
  }
}
