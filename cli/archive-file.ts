import { constants, type Stats } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { ArchiveError } from '../domain/data/archive-error';
import { filePieces } from '../domain/data/file-pieces';

/** An archive that was named on the command line. */
export interface ArchiveFile {
  readonly path: string;
  readonly bytes: number;
  /** Opens it from its start. The memory of a piece is used again once the next one is asked for. */
  readonly open: () => Promise<AsyncIterable<Buffer>>;
}

const REMEDY = 'name a .tar, .tar.gz or .tgz file with --archive FILE';

/** @throws Error that says how to name another, where it is no file that can be read from its start again and again */
export async function archiveFile(path: string): Promise<ArchiveFile> {
  const stats = await stat(path).catch((cause: unknown) => {
    throw unreadable(path, cause);
  });
  // To open a pipe would wait until somebody writes to it.
  if (!stats.isFile()) throw new Error(`The archive ${path} is ${kindOf(stats)}; ${REMEDY}`);
  await access(path, constants.R_OK).catch((cause: unknown) => {
    throw unreadable(path, cause);
  });
  return { path, bytes: stats.size, open: async () => filePieces(path) };
}

/** The outcome of work on an archive, whose errors name it. */
export async function inArchive<Result>({ path }: ArchiveFile, work: Promise<Result>): Promise<Result> {
  return work.catch((error: unknown) => {
    throw error instanceof ArchiveError ? error.of(path) : error;
  });
}

function kindOf(stats: Stats): string {
  if (stats.isDirectory()) return 'a folder';
  if (stats.isFIFO()) return 'a pipe, which can be read only once';
  return stats.isSocket() ? 'a socket' : 'a device';
}

const unreadable = (path: string, cause: unknown): Error =>
  new Error(`The archive ${path} cannot be read; ${REMEDY}`, { cause });
