import { excerpt } from '@ecommerce-recommenders/csv/excerpt';
import { ArchiveError } from '../preparation/archive-error';
import type { UnpackLimit } from '../preparation/unpack-limit';
import { fileMatcher } from './file-matcher';

/** A file of a shop. */
export interface ShopFile {
  /** Path in the archive or folder, with slashes. */
  readonly path: string;
  /** Stored bytes of the file. It is opened on the first read. */
  readonly body: AsyncIterable<Buffer>;
  /**
   * Unpacking limit of the archive that contains the file.
   *
   * @default - the file is not in an archive
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

/** The files of a shop: those of an archive or a folder, or a single file. */
export interface ShopFiles {
  /** Name in messages. */
  readonly name: string;
  /** Iterates over all files from the first one. Each body must be read before the next file is requested, or not at all. */
  readonly all: () => AsyncIterable<ShopFile>;
}

/** Maximum number of files that a message names. */
const MAX_NAMED = 5;

/** Tests whether paths match one of the globs, and remembers those that do not. */
export class MatchingFiles {
  private readonly matches: (path: string) => boolean;
  private readonly others: string[] = [];
  private found = 0;

  constructor(private readonly globs: readonly string[]) {
    this.matches = fileMatcher(globs);
  }

  takes(path: string): boolean {
    const isTaken = this.matches(path);
    if (isTaken) this.found++;
    else if (this.others.length <= MAX_NAMED) this.others.push(excerpt(path, 100));
    return isTaken;
  }

  /** @throws ArchiveError that names other files, if no path has matched */
  refuseNone(): void {
    if (this.found > 0) return;
    const more = this.others.length > MAX_NAMED ? ', …' : '';
    throw new ArchiveError(
      `the archive has no file that matches ${this.globs.join(' or ')}; it has ` +
        `${this.others.slice(0, MAX_NAMED).join(', ') || 'no file'}${more}. Correct "files" in the mapping`,
    );
  }
}

/**
 * The files whose path matches one of the globs, in the order of the source.
 *
 * @throws ArchiveError that names other files, if none matches
 */
export async function* matchingFiles(files: ShopFiles, globs: readonly string[]): AsyncGenerator<ShopFile> {
  const matching = new MatchingFiles(globs);
  for await (const file of files.all()) if (matching.takes(file.path)) yield file;
  matching.refuseNone();
}
