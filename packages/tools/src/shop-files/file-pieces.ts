import { readSync } from 'node:fs';
import { open } from 'node:fs/promises';

/** Size of the only buffer. */
const PIECE_BYTES = 256 * 1024;

/**
 * The bytes of a file, in a reused buffer: a piece is valid until the next one is requested. Synchronous reads,
 * because the system reads ahead, and switching threads takes longer.
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
