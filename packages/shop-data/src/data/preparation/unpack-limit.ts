import { ArchiveError } from './archive-error';

/** Maximum compression ratio. Rows of a shop compress to a tenth, zeros to a thousandth. */
const MAX_RATIO = 200;

/** Number of bytes that may be unpacked before the limit applies, because small archives may repeat one row many times. */
const FREE_BYTES = 256 * 1024 * 1024;

/** Limit against decompression bombs. An archive has one limit for all of its members, and for what is packed within them. */
export class UnpackLimit {
  private unpackedBytes = 0;

  /** @param packedBytes - size of the archive, or the number of its bytes that have been read */
  constructor(public packedBytes = 0) {}

  /**
   * Counts bytes that were unpacked, or will be.
   *
   * @param what - noun for the error
   * @throws ArchiveError if there are too many for the archive's size
   */
  add(bytes: number, what: string): void {
    this.unpackedBytes += bytes;
    if (this.unpackedBytes > FREE_BYTES && this.unpackedBytes > MAX_RATIO * this.packedBytes)
      throw new ArchiveError(
        `${what} unpacks to more than ${MAX_RATIO} times its size, which no data of a shop does; ` +
          'if it is yours all the same, unpack it and name what was in it',
      );
  }
}
