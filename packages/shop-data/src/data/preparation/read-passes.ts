import { DATASET_TYPES, type DatasetType } from '@ecommerce-recommenders/personalize/dataset-types';
import { ArchiveError } from './archive-error';
import { readArchive, type Results, type Visitors } from './read-archive';
import type { TimedRows } from './split';

/**
 * Opens the archive from the start, or passes tables to their visitors. It is called for every pass, one to three
 * times. Memory of a piece may be reused once the next one is requested.
 */
export type PreparationSource =
  | { readonly openArchive: () => Promise<AsyncIterable<Buffer>> }
  | { readonly readTables: ReadTables };

/** Passes each requested table to its visitor. */
export type ReadTables = <V extends Visitors>(visitors: V) => Promise<Results<V>>;

/**
 * Progress of a pass. The pass `check` always runs, `write` runs if the output cannot be read back, and then `order`
 * if rows are not in time order.
 */
export interface Progress {
  readonly pass: 'check' | 'order' | 'write';
  /** Number of bytes that this pass has read. */
  readonly bytes: number;
}

/**
 * Reads the data once, and passes each file to its visitor.
 *
 * @throws Error like {@link readArchive}
 */
export type ReadPass = <V extends Visitors>(pass: Progress['pass'], visitors: V) => Promise<Results<V>>;

/** Returns a function that makes passes over the data. @param onProgress - called with the current pass and its progress */
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
    if ('openArchive' in source) return readArchive(counted(await source.openArchive()), visitors);
    const counting = DATASET_TYPES.flatMap((type) => {
      const visit = visitors[type];
      return visit ? [[type, (body: AsyncIterable<Buffer>) => visit(counted(body))] as const] : [];
    });
    return source.readTables(Object.fromEntries(counting) as typeof visitors);
  };
}

/** Reads tables one after another. */
export const tableByTable =
  (openTable: (type: DatasetType) => Promise<AsyncIterable<Buffer>>): ReadTables =>
  async (visitors) => {
    const results: Partial<Record<DatasetType, unknown>> = {};
    for (const type of DATASET_TYPES)
      if (visitors[type] !== undefined) results[type] = await visitors[type](await openTable(type));
    // At this point every visitor has been called.
    return results as Results<typeof visitors>;
  };

/**
 * Passes kept rows through, and fails if their number differs from an earlier pass.
 *
 * @throws Error if the archive was replaced between the passes
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
