import { readSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { DataError } from '@ecommerce-recommenders/csv/data-error';
import { visible } from '@ecommerce-recommenders/csv/visible';

/** Size of the only buffer. */
const PIECE_BYTES = 256 * 1024;

/**
 * The bytes of a file in a reused buffer. A piece is valid until the next one is requested. Reads are synchronous,
 * because the system reads ahead, and switching threads takes longer.
 *
 * @throws DataError if the system refuses to read it
 */
export async function* filePieces(path: string): AsyncGenerator<Buffer> {
  const file = await open(path).catch(refuseUnreadable(path));
  const memory = Buffer.allocUnsafeSlow(PIECE_BYTES);
  try {
    for (;;) {
      const bytesRead = readInto(memory, file.fd, path);
      if (bytesRead === 0) return;
      yield memory.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}

function readInto(memory: Buffer, fd: number, path: string): number {
  try {
    return readSync(fd, memory, 0, PIECE_BYTES, null);
  } catch (error) {
    return refuseUnreadable(path)(error);
  }
}

/** Throws a {@link DataError} that names the file, for an error of the system. */
export const refuseUnreadable =
  (path: string) =>
  (cause: unknown): never => {
    throw new DataError(`${visible(path)} cannot be read: ${(cause as Error).message}`, { cause });
  };
