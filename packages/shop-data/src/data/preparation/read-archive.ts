import { DATASET_TYPES, type DatasetType } from '@ecommerce-recommenders/personalize/dataset-types';
import { DATASETS } from '../datasets';
import { excerpt } from '@ecommerce-recommenders/csv/excerpt';
import { ArchiveError } from './archive-error';
import { Decompressed } from './decompress';
import { MAX_UNPACKED_BYTES, readTar } from './read-tar';

/** Consumes a file. Its size is passed if it is known. */
type Visitor<Result = unknown> = (body: AsyncIterable<Buffer>, sizeBytes?: number) => Promise<Result>;

/** Consumers of each dataset's file, called in the archive's order. */
export type Visitors = Partial<Record<DatasetType, Visitor>>;

/** Results of the visitors. */
export type Results<V extends Visitors> = {
  readonly [T in keyof V]: NonNullable<V[T]> extends Visitor<infer Result>
    ? Result | Extract<V[T], undefined>
    : never;
};

/**
 * Reads an archive (.tar, .tar.gz or .tgz) and passes the three files of the datasets to their visitors. Other files
 * are skipped: notes, macOS metadata (`._items.csv`), extended headers stored as files.
 *
 * @throws Error if the archive is damaged or hostile, or one of the three files is missing or occurs twice
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
      // Damaged compression may be the cause of a wrong row.
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
  // At this point every visitor has been called, because a missing file is an error.
  return results as Results<V>;
}
