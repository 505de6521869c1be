import { type BigIntStats, constants, type Stats } from 'node:fs';
import { access, open, realpath, rm, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { ArchiveError } from '@ecommerce-recommenders/shop-data/data/preparation/archive-error';
import { MissingColumnsError } from '@ecommerce-recommenders/shop-data/data/preparation/check-table';
import { filePieces } from './file-pieces';
import { visible } from '@ecommerce-recommenders/csv/visible';
import { DataError } from '@ecommerce-recommenders/csv/data-error';

/** An archive that was named on the command line. */
interface ArchiveFile {
  readonly path: string;
  readonly bytes: number;
  /** Opens it at its start. Each chunk's buffer is reused for the next one. */
  readonly open: () => Promise<AsyncIterable<Buffer>>;
}

const REMEDY = 'name a .tar, .tar.gz or .tgz file with --archive FILE';

/** @throws Error with a remedy, if it is not a readable, rewindable file */
export async function archiveFile(path: string): Promise<ArchiveFile> {
  const stats = await stat(path).catch((cause: unknown) => {
    throw unreadable(path, cause);
  });
  // Opening a FIFO would block until it has a writer.
  if (!stats.isFile()) throw new DataError(`The archive ${visible(path)} is ${kindOf(stats)}; ${REMEDY}`);
  await access(path, constants.R_OK).catch((cause: unknown) => {
    throw unreadable(path, cause);
  });
  return { path, bytes: stats.size, open: async () => filePieces(path) };
}

/** Adds the archive's path to its errors, and suggests `init` if columns are missing. */
export async function inArchive<Result>(path: string, work: Promise<Result>): Promise<Result> {
  return work.catch((error: unknown) => {
    if (error instanceof MissingColumnsError)
      throw new DataError(`${error.message}. For columns of your own: npm run init -- ${visible(path)}`, {
        cause: error,
      });
    throw error instanceof ArchiveError ? error.of(path) : error;
  });
}

function kindOf(stats: Stats): string {
  if (stats.isDirectory()) return 'a folder';
  if (stats.isFIFO()) return 'a pipe, which can be read only once';
  return stats.isSocket() ? 'a socket' : 'a device';
}

const unreadable = (path: string, cause: unknown): Error =>
  new DataError(`The archive ${visible(path)} cannot be read; ${REMEDY}`, { cause });

/** Why a file cannot be written, by error code. */
const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'its folder does not exist',
  ENOTDIR: 'its parent is not a folder',
  EISDIR: 'it is a folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
};

/**
 * Fails early if a command could not write its output file at the end. An existing file stays unchanged, and no new
 * one is left behind.
 *
 * @param option - option that names the file, for the message
 * @throws Error with the reason and a remedy
 */
export async function requireWritable(path: string, option: string): Promise<void> {
  const file = resolve(path);
  const found = await stat(file).catch(() => undefined);
  // Opening a FIFO would block until it has a reader, and closing it would signal end of file.
  if (found && !found.isFile() && !found.isDirectory()) return;
  try {
    await (await open(file, 'a')).close();
    if (!found) await rm(await realpath(file));
  } catch (cause) {
    const { code = '', message } = cause as NodeJS.ErrnoException;
    throw new Error(
      `${visible(file)} cannot be written: ${REASONS[code] ?? visible(message)}. Name another with ${option}.`,
      {
        cause,
      },
    );
  }
}

/**
 * Refuses to overwrite the archive, even through another path or a link.
 *
 * @param option - option that names the file, for the message
 * @throws Error that asks for another file
 */
export async function refuseOverwriting(archive: string, output: string, option: string): Promise<void> {
  const [one, other] = await Promise.all([statsOf(archive), statsOf(output)]);
  if (one === undefined || other === undefined || one.dev !== other.dev || one.ino !== other.ino) return;
  throw new Error(
    `${visible(output)} is the archive, which would be overwritten; name another place with ${option}`,
  );
}

/** Undefined if there is no such file. */
async function statsOf(path: string): Promise<BigIntStats | undefined> {
  return stat(path, { bigint: true }).catch(() => undefined);
}
