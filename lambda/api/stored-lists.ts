import {
  latestBestSellersKey,
  type LatestBestSellers,
} from '@ecommerce-recommenders/shop-data/contracts/lists/latest-best-sellers';
import { MANIFEST_KEY } from '@ecommerce-recommenders/shop-data/contracts/lists/list-places';
import {
  listsOf,
  parseManifest,
  type ListsManifest,
} from '@ecommerce-recommenders/shop-data/contracts/lists/manifest';
import { needsItem, readList } from '@ecommerce-recommenders/shop-data/contracts/lists/read-list';
import type { AnsweredUseCase } from '@ecommerce-recommenders/shop-data/contracts/lists/similar-items';
import type { Budget } from './budget';
import { Lru } from './lru';
import type { StoredText } from './stored-text';

/** Identifies a list. */
export interface StoredListQuery {
  readonly useCase: AnsweredUseCase;
  readonly itemId?: string;
  readonly filter?: string;
}

/** The lists of the run in service, from memory or S3. */
export interface StoredLists {
  /**
   * Entries, best first; `undefined` if there are no such lists, or none for the item.
   *
   * @throws Error if S3 does not answer within the budget
   */
  read(query: StoredListQuery, budget: Budget): Promise<readonly string[] | undefined>;
  /**
   * The best sellers of recent days; `undefined` if, according to the run in service, those of the whole period predict as well.
   *
   * @throws Error if S3 does not answer within the budget
   */
  latestBestSellers(budget: Budget): Promise<readonly string[] | undefined>;
}

/** How often to read the manifest again. */
const REFRESH_MS = 60_000;

/** Lists of a hundred ids with 36 characters take about 40 MB. */
const MAX_LISTS = 5_000;
const MAX_SHARD_BYTES = 16 * 1024 * 1024;

/** Caches lists and their shards in memory. @param now milliseconds since 1970 */
export function storedLists({ get }: Pick<StoredText, 'get'>, now: () => number): StoredLists {
  const lists = new Lru<readonly string[]>(MAX_LISTS);
  const shards = new Lru<string>(MAX_SHARD_BYTES);
  let manifest: ListsManifest | undefined;
  let nextCheckMs = 0;
  let latest: { readonly run: string; readonly itemIds?: readonly string[] } | undefined;

  const inService = async (budget: Budget): Promise<ListsManifest | undefined> => {
    if (now() < nextCheckMs) return manifest;
    try {
      const text = await budget.within((signal) => get(MANIFEST_KEY, signal));
      manifest = text === undefined ? undefined : parseManifest(text);
      nextCheckMs = now() + REFRESH_MS;
    } catch (error) {
      // Old lists are better than none.
      if (!manifest) throw error;
    }
    return manifest;
  };

  return {
    async read(query, budget) {
      const { useCase, itemId, filter } = query;
      const current = await inService(budget);
      if (!current || !listsOf(current, useCase, filter)) return undefined;
      if (needsItem(useCase) && itemId === undefined) return undefined;
      // The key contains the run, so lists of an earlier run are never returned.
      const key = [current.run, useCase, filter ?? '', needsItem(useCase) ? itemId : ''].join('\n');
      const known = lists.get(key);
      if (known) return known;
      const shardText = async (shard: string): Promise<string | undefined> => {
        const kept = shards.get(shard);
        if (kept !== undefined) return kept;
        const text = await budget.within((signal) => get(shard, signal));
        if (text !== undefined) shards.set(shard, text, text.length);
        return text;
      };
      const entries = await readList(shardText, current, query);
      if (entries) lists.set(key, entries);
      return entries;
    },
    async latestBestSellers(budget) {
      const current = await inService(budget);
      if (!current) return undefined;
      const { run } = current;
      if (latest?.run !== run) {
        const text = await budget.within((signal) => get(latestBestSellersKey(run), signal));
        latest = {
          run,
          itemIds: text === undefined ? undefined : (JSON.parse(text) as LatestBestSellers).itemIds,
        };
      }
      return latest.itemIds;
    },
  };
}
