import type { S3Client } from '@aws-sdk/client-s3';
import { textOf } from '@ecommerce-recommenders/csv/csv-chunk';
import { Catalogue } from '@ecommerce-recommenders/models/similar-items';
import type { ListsStep, SimilarLists } from '@ecommerce-recommenders/shop-data/contracts/functions/lists';
import { DATASETS } from '@ecommerce-recommenders/shop-data/data/datasets';
import { runName } from '@ecommerce-recommenders/shop-data/contracts/fresh-data/import-run';
import { counted, NO_LISTS } from '@ecommerce-recommenders/shop-data/contracts/lists/compare-lists';
import { listPrefix } from '@ecommerce-recommenders/shop-data/contracts/lists/list-places';
import { LIST_LENGTH, listsOf } from '@ecommerce-recommenders/shop-data/contracts/lists/manifest';
import {
  formerShards,
  shardCount,
  idsByShard,
} from '@ecommerce-recommenders/shop-data/contracts/lists/shards';
import {
  SIMILAR_ITEMS,
  type DescribingColumns,
} from '@ecommerce-recommenders/shop-data/contracts/lists/similar-items';
import { REQUESTS_IN_FLIGHT } from '@ecommerce-recommenders/shop-data/contracts/lists/slices';
import { formerLists } from './former-lists';
import { inParallel } from './in-parallel';
import type { ListObjects } from './list-objects';
import { preparedTable } from '../../runs/prepared-table';

/** Dependencies of {@link similar}. */
export interface SimilarDeps {
  readonly s3: S3Client;
  readonly bucket: string;
  readonly objects: ListObjects;
}

/** Makes the lists of similar items of the whole catalogue, shard by shard. Idempotent: a retry overwrites the same objects. */
export function similar({ s3, bucket, objects }: SimilarDeps) {
  return async ({ execution, startedAt, plan }: ListsStep): Promise<SimilarLists> => {
    const { ids, catalogue } = await readCatalogue(s3, bucket, plan.similar!);
    const items = catalogue.similarItems();
    const prefix = listPrefix(runName(startedAt, execution), SIMILAR_ITEMS);
    const shards = shardCount(ids.size);
    const byShard = idsByShard(ids, shards);
    const manifest = await objects.manifest();
    const former = manifest && listsOf(manifest, SIMILAR_ITEMS);

    let counts = NO_LISTS;
    let next = 0;
    await inParallel(REQUESTS_IN_FLIGHT, async () => {
      if (next === shards) return false;
      const number = next++;
      const numbers = former ? formerShards(number, shards, former.shards) : [];
      const before = await formerLists(objects, former, numbers);
      const made = byShard[number].map((id) => [id, items.nearest(id, LIST_LENGTH)] as const);
      for (const [id, entries] of made) counts = counted(counts, entries, before(id));
      await objects.put(`${prefix}${number}.json`, Object.fromEntries(made));
      return true;
    });
    return { shards, ...counts };
  };
}

/** The columns of the prepared item table that describe each item. */
async function readCatalogue(
  s3: S3Client,
  bucket: string,
  { names, texts, categories }: DescribingColumns,
): Promise<{ readonly ids: ReadonlySet<string>; readonly catalogue: Catalogue }> {
  const ids = new Set<string>();
  const catalogue = new Catalogue();
  const table = await preparedTable(s3, bucket, DATASETS.ITEMS.file);
  if (!table) return { ids, catalogue };
  const { columns, chunks } = table;
  const placesOf = (wanted: readonly string[]): number[] =>
    wanted.map((name) => columns.indexOf(name)).filter((place) => place >= 0);
  const [[id], named, described, categorized, [price = -1]] = [
    ['ITEM_ID'],
    names,
    texts,
    categories,
    ['PRICE'],
  ].map(placesOf);
  for await (const chunk of chunks)
    for (let row = 0; row < chunk.rows; row++) {
      const text = (place: number): string => textOf(chunk, row, place);
      const itemId = text(id);
      ids.add(itemId);
      catalogue.add({
        id: itemId,
        name: named.map(text).join(' '),
        description: described.map(text).join(' '),
        categories: Object.fromEntries(categorized.map((place) => [columns[place], text(place)])),
        price: price < 0 ? undefined : Number(text(price)),
      });
    }
  return { ids, catalogue };
}
