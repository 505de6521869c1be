import { excerpt } from '@ecommerce-recommenders/csv/excerpt';
import { ArchiveError } from '../preparation/archive-error';
import type { UnpackLimit } from '../preparation/unpack-limit';
import { fileMatcher } from './file-matcher';

/** A file of a shop. */
export interface ShopFile {
  /** Path in the archive or folder, with slashes. */
  readonly path: string;
  /** Stored bytes of the file, which is opened on the first read. */
  readonly body: AsyncIterable<Buffer>;
  /**
   * Limit of the archive that contains the file.
   *
   * @default - not in an archive
   */
  readonly limit?: UnpackLimit;
}

/** A file that is opened on the first read. */
export const fileOf = (path: string, open: () => Promise<AsyncIterable<Buffer>>): ShopFile => ({
  path,
  body: { [Symbol.asyncIterator]: () => opened(open) },
});

async function* opened(open: () => Promise<AsyncIterable<Buffer>>): AsyncGenerator<Buffer> {
  yield* await open();
}

/** The files of a shop: an archive, a folder or a single file. */
export interface ShopFiles {
  /** Name in messages. */
  readonly name: string;
  /** All files from the start, one after another: a body is read before the next file is requested, or not at all. */
  readonly all: () => AsyncIterable<ShopFile>;
}

/** Maximum number of files that a message names. */
const MAX_NAMED = 5;

/**
 * The files whose path matches one of the globs, in the order of the source.
 *
 * @throws ArchiveError that names other files, if none matches
 */
export async function* matchingFiles(files: ShopFiles, globs: readonly string[]): AsyncGenerator<ShopFile> {
  const matches = fileMatcher(globs);
  const others: string[] = [];
  let found = 0;
  for await (const file of files.all()) {
    if (matches(file.path)) {
      found++;
      yield file;
    } else if (others.length <= MAX_NAMED) others.push(excerpt(file.path, 100));
  }
  if (found > 0) return;
  const more = others.length > MAX_NAMED ? ', …' : '';
  throw new ArchiveError(
    `the archive has no file that matches ${globs.join(' or ')}; it has ` +
      `${others.slice(0, MAX_NAMED).join(', ') || 'no file'}${more}. Correct "files" in the mapping`,
  );
}
