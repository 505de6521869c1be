import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';

const GZIP_MAGIC = Buffer.from([0x1f, 0x8b]);

/** Bytes that zlib hands over at a time: fewer, larger pieces than its default of 16 KiB. */
const PIECE_BYTES = 64 * 1024;

/** Rows of a shop shrink to a tenth, and zeros to a thousandth. */
const MAX_RATIO = 200;

/** What may be unpacked before the ratio counts: small archives can be of one row, many times. */
const FREE_BYTES = 256 * 1024 * 1024;

/**
 * The content of a file that may be compressed with gzip, which its first bytes tell, whatever its name.
 *
 * @throws Error when the compressed data is damaged, ends too early or unpacks to absurdly much
 */
export async function* decompress(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const pieces = source[Symbol.asyncIterator]();
  try {
    let start: Buffer = Buffer.alloc(0);
    while (start.length < GZIP_MAGIC.length) {
      const next = await pieces.next();
      if (next.done) break;
      start = Buffer.concat([start, next.value]);
    }
    const isCompressed = start.subarray(0, GZIP_MAGIC.length).equals(GZIP_MAGIC);
    yield* isCompressed ? gunzipped(continued(start, pieces)) : continued(start, pieces);
  } finally {
    await pieces.return?.();
  }
}

async function* continued(start: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  if (start.length > 0) yield start;
  yield* { [Symbol.asyncIterator]: () => rest };
}

/** Pieces whose memory is not used again, as streams that read ahead need them. */
async function* copied(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  for await (const piece of pieces) yield Buffer.from(piece);
}

async function* gunzipped(compressed: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const gunzip = createGunzip({ chunkSize: PIECE_BYTES });
  // Its errors, and the source's, come out of the iteration.
  pipeline(copied(compressed), gunzip, () => undefined);
  let unpackedBytes = 0;
  try {
    for await (const piece of gunzip as AsyncIterable<Buffer>) {
      unpackedBytes += piece.length;
      if (unpackedBytes > FREE_BYTES && unpackedBytes > MAX_RATIO * gunzip.bytesWritten) {
        throw new Error(
          `the archive's gzip data unpacks to more than ${MAX_RATIO} times its size, which no data of a shop does; ` +
            'if it is yours all the same, unpack it to a .tar and name that',
        );
      }
      yield piece;
    }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (!code?.startsWith('Z_')) throw error;
    throw new Error(`the archive's gzip data is damaged or cut off (${message}); make or download it again`, {
      cause: error,
    });
  }
}
