/** Bytes taken over from the source at a time. */
const PIECE_BYTES = 128 * 1024;

/** What readers of whole words may look at behind the text. */
const SPARE_BYTES = 7;

const LINE_FEED = 0x0a;

/**
 * The part of a text that is being looked at: bytes are appended at the end by {@link fill} and leave at
 * the front by {@link drop}. The text's last line always ends with a line feed, and the memory behind it goes
 * on for seven bytes at least.
 */
export class TextWindow {
  /** The text; only the first {@link length} bytes count. */
  bytes = Buffer.allocUnsafe(2 * PIECE_BYTES);
  length = 0;
  /** Whether everything that the source had is, or was, in the window. */
  isAtEnd = false;

  private readonly source: AsyncIterator<Buffer>;
  private rest: Buffer = Buffer.alloc(0);

  constructor(source: AsyncIterable<Buffer>) {
    this.source = source[Symbol.asyncIterator]();
  }

  /** A view of the text, valid until the next change. */
  text(): Buffer {
    return this.bytes.subarray(0, this.length);
  }

  /** Appends the next piece of the source. */
  async fill(): Promise<void> {
    while (this.rest.length === 0 && !this.isAtEnd) {
      const next = await this.source.next();
      if (next.done) this.isAtEnd = true;
      else this.rest = next.value;
    }
    if (this.isAtEnd) {
      if (this.length > 0 && this.bytes[this.length - 1] !== LINE_FEED) this.append(Buffer.from('\n'));
      return;
    }
    this.append(this.rest.subarray(0, PIECE_BYTES));
    this.rest = this.rest.subarray(PIECE_BYTES);
  }

  /** Forgets the first bytes. */
  drop(count: number): void {
    this.bytes.copyWithin(0, count, this.length);
    this.length -= count;
  }

  private append(piece: Buffer): void {
    if (this.length + piece.length + SPARE_BYTES > this.bytes.length) {
      const larger = Buffer.allocUnsafe(2 * (this.length + piece.length));
      this.bytes.copy(larger, 0, 0, this.length);
      this.bytes = larger;
    }
    this.bytes.set(piece, this.length);
    this.length += piece.length;
  }
}
