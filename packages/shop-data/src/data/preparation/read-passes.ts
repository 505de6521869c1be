import { DATASET_TYPES, type DatasetType } from '@ecommerce-recommenders/personalize/dataset-types';
import { ArchiveError } from './archive-error';
import { readArchive, type Results, type Visitors } from './read-archive';
import type { TimedRows } from './split';

/**
 * Opens the archive, or one table after another, from the start; called for every pass, one to three times. Memory of
 * a piece may be reused once the next one is requested.
 */
export type PreparationSource =
  | { readonly openArchive: () => Promise<AsyncIterable<Buffer>> }
  | { readonly openTable: (type: DatasetType) => Promise<AsyncIterable<Buffer>> };

/**
 * Progress of a pass: `check` always runs, `write` if the output cannot be read back, and then `order` if rows are not
 * in order of time.
 */
export interface Progress {
  readonly pass: 'check' | 'order' | 'write';
  /** Bytes that this pass has read. */
  readonly bytes: number;
}

/**
 * Reads the data once, and passes each file to its visitor.
 *
 * @throws Error as {@link readArchive}
 */
export type ReadPass = <V extends Visitors>(pass: Progress['pass'], visitors: V) => Promise<Results<V>>;

/** Passes over the data. @param onProgress - told how far the current pass is */
export function readPasses(source: PreparationSource, onProgress?: (progress: Progress) => void): ReadPass {
  return async (pass, visitors) => {
    let bytes = 0;
    const counted = async function* (pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
      for await (const piece of pieces) {
        bytes += piece.length;
        onProgress?.({ pass, bytes });
        yield piece;
      }
    };
    return 'openArchive' in source
      ? readArchive(counted(await source.openArchive()), visitors)
      : readTables(async (type) => counted(await source.openTable(type)), visitors);
  };
}

/** Passes each requested table to its visitor, one after another. */
export async function readTables<V extends Visitors>(
  openTable: (type: DatasetType) => Promise<AsyncIterable<Buffer>>,
  visitors: V,
): Promise<Results<V>> {
  const results: Partial<Record<DatasetType, unknown>> = {};
  for (const type of DATASET_TYPES) {
    const visit = visitors[type];
    if (visit !== undefined) results[type] = await visit(await openTable(type));
  }
  // Every visitor has been called.
  return results as Results<V>;
}

/**
 * Passes kept rows through, and fails if their number differs from an earlier pass.
 *
 * @throws Error for an archive that was replaced between the passes
 */
export async function* sameRows<Rows extends TimedRows>(
  pieces: AsyncIterable<Rows>,
  rows: number,
): AsyncGenerator<Rows> {
  let seen = 0;
  for await (const kept of pieces) {
    seen += kept.count;
    if (seen > rows) break;
    yield kept;
  }
  if (seen !== rows) {
    throw new ArchiveError(
      'the archive was changed while it was being read; start again when it is complete',
    );
  }
}
