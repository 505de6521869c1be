import type { CsvMemory } from './csv-memory';

/** Bytes copied from the source at once. */
const PIECE_BYTES = 128 * 1024;

const LINE_FEED = 0x0a;

const WORD_BYTES = 8;

/**
 * A sliding window over a text: {@link fill} appends at the end, {@link drop} removes at the front.
 */
export class TextWindow {
  /** Offset of the text in the memory. */
  start = 0;
  length = 0;
  /** Whether the source is exhausted. */
  isAtEnd = false;

  private readonly source: AsyncIterator<Buffer>;
  private rest: Buffer = Buffer.alloc(0);

  /**
   * @param memory - holds the start of the text
   * @param completesLines - whether a missing line feed is added to the last line
   */
  constructor(
    source: AsyncIterable<Buffer>,
    private readonly memory: CsvMemory,
    private readonly completesLines = true,
  ) {
    this.source = source[Symbol.asyncIterator]();
  }

  /** A view of the text, valid until the next change. */
  text(): Buffer {
    return this.memory.text.bytes.subarray(this.start, this.start + this.length);
  }

  /** Appends the next piece of the source. */
  async fill(): Promise<void> {
    while (this.rest.length === 0 && !this.isAtEnd) {
      const next = await this.source.next();
      if (next.done) this.isAtEnd = true;
      else this.rest = next.value;
    }
    if (this.isAtEnd) {
      const isComplete = this.length === 0 || this.text()[this.length - 1] === LINE_FEED;
      if (this.completesLines && !isComplete) this.append(Buffer.from('\n'));
      return;
    }
    this.append(this.rest.subarray(0, PIECE_BYTES));
    this.rest = this.rest.subarray(PIECE_BYTES);
  }

  /** Removes the first bytes. */
  drop(count: number): void {
    this.start += count;
    this.length -= count;
  }

  private append(piece: Buffer): void {
    const length = this.length + piece.length;
    if (length + WORD_BYTES > this.memory.text.bytes.length) this.memory.makeRoom(2 * (length + WORD_BYTES));
    const { bytes } = this.memory.text;
    // Copies into shared memory are word-wise only if source and target are equally aligned, and otherwise byte-wise.
    const start = (piece.byteOffset - this.length) & (WORD_BYTES - 1);
    bytes.copyWithin(start, this.start, this.start + this.length);
    bytes.set(piece, start + this.length);
    this.start = start;
    this.length = length;
  }
}
