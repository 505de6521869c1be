/** Maximum average number of items per shard. With 100 results per item, a shard stays below 100 kB even with long ids. */
const ITEMS_PER_SHARD = 32;

/**
 * Number of shards of a catalogue. It is a power of two, so that lists of a growing catalogue stay in their shards
 * until it has doubled, and two runs can be compared shard by shard.
 */
export function shardCount(items: number): number {
  let shards = 1;
  while (shards * ITEMS_PER_SHARD < items) shards *= 2;
  return shards;
}

/**
 * 32-bit FNV-1a of an id's UTF-8 bytes. It is easy to implement in any language.
 *
 * @see http://www.isthe.com/chongo/tech/comp/fnv/
 */
export function fnv1a(id: string): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(id)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}

/** Shard of an item's list. @param shards a power of two */
export const shardOf = (itemId: string, shards: number): number => fnv1a(itemId) % shards;

/** Items of each shard. @param shards a power of two */
export function idsByShard(itemIds: Iterable<string>, shards: number): string[][] {
  const byShard: string[][] = Array.from({ length: shards }, () => []);
  for (const itemId of itemIds) byShard[shardOf(itemId, shards)].push(itemId);
  return byShard;
}

/** Shards of an older run that contain the lists of one shard. Both numbers of shards are powers of two. */
export function formerShards(shard: number, shards: number, formerly: number): number[] {
  if (formerly <= shards) return [shard % formerly];
  return Array.from({ length: formerly / shards }, (_, at) => shard + at * shards);
}
