import { stat } from 'node:fs/promises';
import { filePieces } from '../domain/data/file-pieces';

/** An archive that was named on the command line. */
export interface ArchiveFile {
  readonly bytes: number;
  /** Opens it from its start. The memory of a piece is used again once the next one is asked for. */
  readonly open: () => Promise<AsyncIterable<Buffer>>;
}

/** @throws Error that says how to name another */
export async function archiveFile(path: string): Promise<ArchiveFile> {
  const { size } = await stat(path).catch((cause: unknown) => {
    throw new Error(`The archive ${path} cannot be read; name one with --archive FILE`, { cause });
  });
  return { bytes: size, open: async () => filePieces(path) };
}
