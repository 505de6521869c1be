import { ArchiveError } from './archive-error';
import type { ByteReader } from './byte-reader';

/** An extended header holds a path and some attributes: a larger one is none. */
const MAX_EXTENDED_HEADER_BYTES = 1024 * 1024;

const BLOCK_BYTES = 512;

/** What follows a tar member's header: its bytes, and zeros up to a whole block. */
export class MemberBody {
  private missingBytes: number;

  /** @param name - what messages call the member */
  constructor(
    private readonly reader: ByteReader,
    private readonly name: string,
    private readonly sizeBytes: number,
  ) {
    this.missingBytes = sizeBytes;
  }

  /** The bytes that were not read yet. */
  async *read(): AsyncGenerator<Buffer> {
    for await (const piece of this.reader.take(this.missingBytes)) {
      this.missingBytes -= piece.length;
      yield piece;
    }
    if (this.missingBytes > 0) {
      throw new ArchiveError(
        `the archive is cut off: ${this.missingBytes} of ${this.sizeBytes} bytes of "${this.name}" are missing; make or download it again`,
      );
    }
  }

  /** The whole as text: the content of an extended header. */
  async text(): Promise<string> {
    if (this.sizeBytes > MAX_EXTENDED_HEADER_BYTES) {
      throw new ArchiveError(`the archive is damaged: it has an extended header of ${this.sizeBytes} bytes`);
    }
    const pieces: Buffer[] = [];
    for await (const piece of this.read()) pieces.push(Buffer.from(piece));
    return Buffer.concat(pieces).toString('utf8');
  }

  /** Goes on to the next header. */
  async skip(): Promise<void> {
    for await (const piece of this.read()) void piece;
    await this.reader.read((BLOCK_BYTES - (this.sizeBytes % BLOCK_BYTES)) % BLOCK_BYTES);
  }
}
