import { Decompressed } from '../preparation/decompress';
import { readTar } from '../preparation/read-tar';
import { MemberNames } from './member-names';
import { fileOf, type ShopFile, type ShopFiles } from './shop-files';
import { zipFiles, type RandomAccess } from './zip-files';

/** A file that can be read from the start or at any offset. */
export interface StoredFile extends RandomAccess {
  /** Opens the file at its start. The memory of a chunk may be reused once the next one is requested. */
  readonly open: () => Promise<AsyncIterable<Buffer>>;
}

const ENDINGS: readonly [RegExp, (name: string, file: StoredFile) => ShopFiles][] = [
  [/\.(tar|tar\.gz|tgz)$/i, (name, file) => ({ name, all: () => tarMembers(file) })],
  [/\.zip$/i, (name, file) => zipFiles(name, file)],
  [/(?:)/, (name, file) => ({ name, all: () => onlyFile(name, file) })],
];

/**
 * The files in a stored file: those of a tar archive (gzip or not), those of a zip archive, or the file itself.
 *
 * @param name - of the file; its extension names the format
 */
export function openFiles(name: string, file: StoredFile): ShopFiles {
  const [, open] = ENDINGS.find(([ending]) => ending.test(name))!;
  return open(name, file);
}

async function* tarMembers(file: StoredFile): AsyncGenerator<ShopFile> {
  const content = new Decompressed(await file.open());
  try {
    const names = new MemberNames();
    for await (const { path, body } of readTar(content)) {
      names.add(path);
      yield { path, body, limit: content.limit };
    }
  } finally {
    await content.close();
  }
}

async function* onlyFile(path: string, { open }: StoredFile): AsyncGenerator<ShopFile> {
  yield fileOf(path, open);
}
