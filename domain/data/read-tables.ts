import { DATASET_TYPES, type DatasetType } from '../datasets';
import type { Results, Visitors } from './read-archive';

/** Hands each table that is asked for to its visitor, one after the other. */
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
