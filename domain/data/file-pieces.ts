import { readSync } from 'node:fs';
import { open } from 'node:fs/promises';

/** Memory for one piece: no more is needed, however fast the pieces follow each other. */
const PIECE_BYTES = 256 * 1024;

/**
 * The bytes of a file. The memory of a piece is used again once the next one is asked for. Reads in one go with what
 * comes of it: the system reads ahead, and to wait for another thread takes longer.
 */
export async function* filePieces(path: string): AsyncGenerator<Buffer> {
  const file = await open(path);
  const memory = Buffer.allocUnsafeSlow(PIECE_BYTES);
  try {
    for (;;) {
      const bytesRead = readSync(file.fd, memory, 0, PIECE_BYTES, null);
      if (bytesRead === 0) return;
      yield memory.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}
