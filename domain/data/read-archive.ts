import { DATASET_TYPES, DATASETS, type DatasetType } from '../datasets';
import { excerpt } from '../excerpt';
import { ArchiveError } from './archive-error';
import { Decompressed } from './decompress';
import { MAX_UNPACKED_BYTES, readTar } from './read-tar';

/** Takes a file, and is told its size where that is known. */
type Visitor<Result = unknown> = (body: AsyncIterable<Buffer>, sizeBytes?: number) => Promise<Result>;

/** What is done with the file of each dataset, in the order in which the archive has them. */
export type Visitors = Partial<Record<DatasetType, Visitor>>;

/** What the visitors made of the files. */
export type Results<V extends Visitors> = {
  readonly [T in keyof V]: V[T] extends Visitor<infer Result> ? Result : never;
};

/**
 * Reads an archive (.tar, .tar.gz or .tgz) and hands the three files of the datasets to their visitors.
 * Other files are skipped: notes, what macOS adds (`._items.csv`), extended headers kept as files.
 *
 * @throws Error for an archive that is damaged or hostile, or has one of the three files not at all or twice
 */
export async function readArchive<V extends Visitors>(
  source: AsyncIterable<Buffer>,
  visitors: V,
): Promise<Results<V>> {
  const content = new Decompressed(source);
  try {
    return await readMembers(content, visitors);
  } finally {
    await content.close();
  }
}

async function readMembers<V extends Visitors>(content: Decompressed, visitors: V): Promise<Results<V>> {
  const results: Partial<Record<DatasetType, unknown>> = {};
  const seen = new Set<DatasetType>();
  const others: string[] = [];
  for await (const { path, sizeBytes, body } of readTar(content)) {
    const type = DATASET_TYPES.find((type) => DATASETS[type].member === path);
    if (type === undefined) {
      if (others.length < 5) others.push(excerpt(path, 100));
      continue;
    }
    if (seen.has(type)) throw new ArchiveError(`the archive has ${path} twice; it must have each file once`);
    seen.add(type);
    try {
      results[type] = await visitors[type]?.(body, sizeBytes);
    } catch (error) {
      // A row that is wrong may be one that was damaged on the way.
      throw (await content.damageAhead(MAX_UNPACKED_BYTES)) ?? error;
    }
  }
  const missing = DATASET_TYPES.filter((type) => !seen.has(type)).map((type) => DATASETS[type].member);
  if (missing.length > 0) {
    const found = [...[...seen].map((type) => DATASETS[type].member), ...others].join(', ') || 'no file';
    throw new ArchiveError(
      `the archive has no ${missing.join(' and no ')} at its top level; it has ${found}`,
    );
  }
  // Every visitor has been called, or a file would be missing.
  return results as Results<V>;
}
