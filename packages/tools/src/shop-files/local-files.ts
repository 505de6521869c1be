import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, join, relative, resolve, sep } from 'node:path';
import { openFiles } from '@ecommerce-recommenders/shop-data/data/files/open-files';
import type { ShopFile, ShopFiles } from '@ecommerce-recommenders/shop-data/data/files/shop-files';
import { filePieces, refuseUnreadable } from './file-pieces';

/**
 * The files of a shop in an archive, a folder or a single file on this machine.
 *
 * @param written - a folder for output, whose files are not read. @default - none
 */
export async function localFiles(path: string, written?: string): Promise<ShopFiles> {
  if ((await stat(path)).isDirectory()) return { name: path, all: () => filesOfFolder(path, written) };
  return openFiles(basename(path), {
    open: async () => filePieces(path),
    sizeBytes: async () => (await stat(path)).size,
    range: async (start, end) => rangeOf(path, start, end),
  });
}

async function* rangeOf(path: string, start: number, end: number): AsyncGenerator<Buffer> {
  // An empty range has no last byte.
  if (end <= start) return;
  const stream = createReadStream(path, { start, end: end - 1 });
  let problem: Error | undefined;
  stream.on('error', (error) => (problem = error));
  try {
    yield* stream as AsyncIterable<Buffer>;
  } catch (error) {
    if (error === problem) refuseUnreadable(path)(error);
    throw error;
  }
}

async function* filesOfFolder(folder: string, written?: string): AsyncGenerator<ShopFile> {
  const isRead = (file: string): boolean =>
    written === undefined || relative(resolve(written), resolve(file)).startsWith('..');
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(
    refuseUnreadable(folder),
  );
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  for (const file of files.filter(isRead).sort())
    yield { path: relative(folder, file).split(sep).join('/'), body: filePieces(file) };
}
