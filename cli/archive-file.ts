import { readSync } from 'node:fs';
import { open, stat } from 'node:fs/promises';

/** An archive that was named on the command line. */
export interface ArchiveFile {
  readonly bytes: number;
  /** Opens it from its start. The memory of a piece is used again once the next one is asked for. */
  readonly open: () => Promise<AsyncIterable<Buffer>>;
}

/** Memory for one piece: no more is needed, however fast the pieces follow each other. */
const PIECE_BYTES = 256 * 1024;

/** @throws Error that says how to name another */
export async function archiveFile(path: string): Promise<ArchiveFile> {
  const { size } = await stat(path).catch((cause: unknown) => {
    throw new Error(`The archive ${path} cannot be read; name one with --archive FILE`, { cause });
  });
  return { bytes: size, open: async () => piecesOf(path) };
}

/** Reads in one go with what comes of it: the system reads ahead, and to wait for another thread takes longer. */
async function* piecesOf(path: string): AsyncGenerator<Buffer> {
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
