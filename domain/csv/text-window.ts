import type { CsvMemory } from './csv-memory';

/** Bytes taken over from the source at a time. */
const PIECE_BYTES = 128 * 1024;

const LINE_FEED = 0x0a;

const WORD_BYTES = 8;

/**
 * The part of a text that is being looked at: bytes are appended at the end by {@link fill} and leave at
 * the front by {@link drop}. The text's last line always ends with a line feed.
 */
export class TextWindow {
  /** Where the text begins in the memory. */
  start = 0;
  length = 0;
  /** Whether everything that the source had is, or was, in the window. */
  isAtEnd = false;

  private readonly source: AsyncIterator<Buffer>;
  private rest: Buffer = Buffer.alloc(0);

  /** @param memory - has the text from its beginning on */
  constructor(
    source: AsyncIterable<Buffer>,
    private readonly memory: CsvMemory,
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
      if (this.length > 0 && this.text()[this.length - 1] !== LINE_FEED) this.append(Buffer.from('\n'));
      return;
    }
    this.append(this.rest.subarray(0, PIECE_BYTES));
    this.rest = this.rest.subarray(PIECE_BYTES);
  }

  /** Forgets the first bytes. */
  drop(count: number): void {
    this.start += count;
    this.length -= count;
  }

  private append(piece: Buffer): void {
    const length = this.length + piece.length;
    if (length + WORD_BYTES > this.memory.text.bytes.length) this.memory.makeRoom(2 * (length + WORD_BYTES));
    const { bytes } = this.memory.text;
    // Shared memory is copied to by words, and by bytes where the two places do not lie alike in their words.
    const start = (piece.byteOffset - this.length) & (WORD_BYTES - 1);
    bytes.copyWithin(start, this.start, this.start + this.length);
    bytes.set(piece, start + this.length);
    this.start = start;
    this.length = length;
  }
}
