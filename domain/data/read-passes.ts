import type { DatasetType } from '../datasets';
import { readArchive, type Results, type Visitors } from './read-archive';
import { readTables } from './read-tables';

/**
 * Opens the archive, or one table after the other, from the start; called for every pass, one to three times. The
 * memory of a piece may be used again once the next one is asked for.
 */
export type PreparationSource =
  | { readonly openArchive: () => Promise<AsyncIterable<Buffer>> }
  | { readonly openTable: (type: DatasetType) => Promise<AsyncIterable<Buffer>> };

/** `check` always happens, `write` where what was written cannot be read back, and then `order` where rows are not in order of time. */
export interface Progress {
  readonly pass: 'check' | 'order' | 'write';
  /** Bytes that this pass has read. */
  readonly bytes: number;
}

/** Goes through the data once, and hands each file to its visitor. @throws Error as {@link readArchive} */
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
