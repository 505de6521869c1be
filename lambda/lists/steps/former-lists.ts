import type { Lists, Shard } from '@ecommerce-recommenders/shop-data/contracts/lists/manifest';
import { shardOf } from '@ecommerce-recommenders/shop-data/contracts/lists/shards';
import type { ListObjects } from './list-objects';

/** Reads the previous lists of some items from their shards. */
export async function formerLists(
  objects: ListObjects,
  former: Lists | undefined,
  numbers: readonly number[],
): Promise<(itemId: string) => readonly string[] | undefined> {
  if (!former) return () => undefined;
  const shards = new Map<number, Shard>();
  for (const number of numbers) {
    const text = await objects.get(`${former.prefix}${number}.json`);
    if (text !== undefined) shards.set(number, JSON.parse(text) as Shard);
  }
  return (itemId) => {
    const lists = shards.get(shardOf(itemId, former.shards));
    return lists && Object.hasOwn(lists, itemId) ? lists[itemId] : undefined;
  };
}
