import type { S3Client } from '@aws-sdk/client-s3';
import { textOf } from '@ecommerce-recommenders/csv/csv-chunk';
import type {
  Catalogue,
  ListsStep,
  Slice,
} from '@ecommerce-recommenders/shop-data/contracts/functions/lists';
import { DATASET_PREFIX, DATASETS } from '@ecommerce-recommenders/shop-data/data/datasets';
import { runName } from '@ecommerce-recommenders/shop-data/contracts/fresh-data/import-run';
import { latestBestSellersKey } from '@ecommerce-recommenders/shop-data/contracts/lists/latest-best-sellers';
import { itemsKey } from '@ecommerce-recommenders/shop-data/contracts/lists/list-places';
import { needsItem } from '@ecommerce-recommenders/shop-data/contracts/lists/read-list';
import { idsByShard, shardCount } from '@ecommerce-recommenders/shop-data/contracts/lists/shards';
import { shardsPerSlice } from '@ecommerce-recommenders/shop-data/contracts/lists/slices';
import { latestBestSellers } from './latest-best-sellers';
import type { ListObjects } from './list-objects';
import { preparedTable } from '../../runs/prepared-table';

/** Dependencies of {@link catalogue}. */
export interface CatalogueDeps {
  readonly s3: S3Client;
  readonly bucket: string;
  readonly objects: ListObjects;
  readonly items: 'all' | 'with-traffic';
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/**
 * Reads the ids of all items, and writes them by shard for the steps that ask for their lists. Also writes the best
 * sellers of recent days, to which the API falls back.
 */
export function catalogue({ s3, bucket, objects, items, now }: CatalogueDeps) {
  /** Distinct ids of a prepared file; empty if the shop has no such file. */
  const idsOf = async (file: string): Promise<Set<string>> => {
    const ids = new Set<string>();
    const table = await preparedTable(s3, bucket, file);
    if (!table) return ids;
    const { columns, chunks } = table;
    const field = columns.indexOf('ITEM_ID');
    for await (const chunk of chunks)
      for (let row = 0; row < chunk.rows; row++) ids.add(textOf(chunk, row, field));
    return ids;
  };

  return async ({ execution, startedAt, plan }: ListsStep): Promise<Catalogue> => {
    const run = runName(startedAt, execution);
    const { ITEMS, INTERACTIONS } = DATASETS;
    const known = items === 'all' ? await idsOf(ITEMS.file) : new Set<string>();
    // Without items, the shop has only interactions.
    const ids = known.size > 0 ? known : await idsOf(INTERACTIONS.file);
    const shards = shardCount(ids.size);
    const ofItems = plan.lists.flatMap(({ useCase }, list) => (needsItem(useCase) ? [list] : []));
    const partShards = shardsPerSlice(shards, ofItems.length, plan.lists.length - ofItems.length);
    const slices: Slice[] = plan.lists.flatMap(({ useCase }, list) => (needsItem(useCase) ? [] : [{ list }]));
    const byShard = idsByShard(ids, shards);
    for (let part = 0; part * partShards < shards && ofItems.length > 0; part++) {
      const some = byShard.slice(part * partShards, (part + 1) * partShards);
      await objects.put(itemsKey(run, part), some);
      slices.push(...ofItems.map((list) => ({ list, part })));
    }
    const bestSellers = await latestBestSellers(() => preparedTable(s3, bucket, INTERACTIONS.file));
    if (bestSellers) await objects.put(latestBestSellersKey(run), bestSellers);
    return {
      items: ids.size,
      shards,
      partShards,
      slices,
      madeMs: now(),
      ...(ids.size === 0 && { problem: `there is no item in ${DATASET_PREFIX} of the bucket ${bucket}` }),
    };
  };
}
