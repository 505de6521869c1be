import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { ArchiveError } from './archive-error';
import { UnpackLimit } from './unpack-limit';

const GZIP_MAGIC = Buffer.from([0x1f, 0x8b]);

/** Output size of zlib. With its default of 16 KiB, most of the time goes into switching threads. */
const PIECE_BYTES = 256 * 1024;

/**
 * The content of a file. It is decompressed if its first bytes are gzip's magic number, whatever the file's name. It
 * can be iterated once, throws an {@link ArchiveError} for damaged, truncated or excessive data, and stays open if
 * the iteration stops early.
 */
export class Decompressed implements AsyncIterable<Buffer> {
  /** Unpacking limit of the file, or of the archive that contains it. It also covers files that are packed within this one. */
  readonly limit: UnpackLimit;
  private isCompressed = false;
  private damage: ArchiveError | undefined;
  private readonly pieces: AsyncGenerator<Buffer>;

  /** @param limit - of the archive that contains the file; by default the file has its own */
  constructor(source: AsyncIterable<Buffer>, limit?: UnpackLimit) {
    const own = new UnpackLimit();
    this.limit = limit ?? own;
    this.pieces = this.decompress(limit ? source : counted(source, own));
  }

  [Symbol.asyncIterator](): AsyncIterator<Buffer> {
    return { next: () => this.pieces.next() };
  }

  /**
   * Damage that the checksum at the end of the compressed data reveals. Bytes before it may already have been read wrong.
   *
   * @param maxBytes - maximum number of bytes to unpack for this
   */
  async damageAhead(maxBytes: number): Promise<ArchiveError | undefined> {
    try {
      for (let bytes = 0; this.isCompressed && bytes < maxBytes;) {
        const next = await this.pieces.next();
        if (next.done) break;
        bytes += next.value.length;
      }
    } catch {
      // If it is damaged, that is remembered. Other errors do not matter here.
    }
    return this.damage;
  }

  /** Closes the source. */
  async close(): Promise<void> {
    await this.pieces.return(undefined);
  }

  private async *decompress(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    const pieces = source[Symbol.asyncIterator]();
    try {
      let start: Buffer = Buffer.alloc(0);
      while (start.length < GZIP_MAGIC.length) {
        const next = await pieces.next();
        if (next.done) break;
        start = Buffer.concat([start, next.value]);
      }
      this.isCompressed = start.subarray(0, GZIP_MAGIC.length).equals(GZIP_MAGIC);
      const whole = continued(start, pieces);
      yield* this.isCompressed ? this.gunzip(whole) : whole;
    } finally {
      await pieces.return?.();
    }
  }

  private async *gunzip(compressed: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    const gunzip = createGunzip({ chunkSize: PIECE_BYTES });
    // The iteration reports errors of gunzip and of the source.
    pipeline(copied(compressed), gunzip, () => undefined);
    try {
      for await (const piece of gunzip as AsyncIterable<Buffer>) {
        this.limit.add(piece.length, "the archive's gzip data");
        yield piece;
      }
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      if (!code?.startsWith('Z_')) throw error;
      this.damage = new ArchiveError(
        `the archive's gzip data is damaged or cut off (${message}); make or download it again`,
        { cause: error },
      );
      throw this.damage;
    }
  }
}

async function* counted(pieces: AsyncIterable<Buffer>, limit: UnpackLimit): AsyncGenerator<Buffer> {
  for await (const piece of pieces) {
    limit.packedBytes += piece.length;
    yield piece;
  }
}

async function* continued(start: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  if (start.length > 0) yield start;
  yield* { [Symbol.asyncIterator]: () => rest };
}

/** Copies of the pieces, for streams that read ahead. */
async function* copied(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  for await (const piece of pieces) yield Buffer.from(piece);
}
