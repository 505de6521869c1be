/**
 * Maximum number of pairs in a tile, so that their sums, 16 bytes per pair, stay in the L2 cache. More pairs mean
 * fewer passes over the users. A tile of one item may exceed it.
 */
const MAX_PAIRS: u64 = 1 << 17;

/** Minimum number of tiles, if there are enough items, to balance the threads' load. */
const MIN_TILES: u64 = 32;

// Described at PairTiles.
export let itemCount: u32 = 0;
export let items: usize = 0;
export let starts: usize = 0;
export let groups: usize = 0;
export let ends: usize = 0;

/** Sets the number of items and the address of their tiles. */
export function setTiles(count: u32, itemsAt: usize, startsAt: usize, groupsAt: usize, endsAt: usize): void {
  itemCount = count;
  items = itemsAt;
  starts = startsAt;
  groups = groupsAt;
  ends = endsAt;
}

/** Number of pairs of the items in [`first`, `end`) with later items. */
export function pairsBetween(first: u32, end: u32): u64 {
  const rows: u64 = end - first;
  return rows * (itemCount - first) - (rows * (rows + 1)) / 2;
}

/** Partitions the items into tiles. Returns the number of tiles. */
export function partItems(): u32 {
  const most = min(MAX_PAIRS, pairsBetween(0, itemCount) / MIN_TILES);
  let tiles: u32 = 0;
  let first: u32 = 0;
  store<u32>(items, 0);
  for (let item: u32 = 1; item <= itemCount; item++) {
    if (item < itemCount && pairsBetween(first, item + 1) <= most) continue;
    tiles++;
    store<u32>(items + (tiles << 2), item);
    first = item;
  }
  return tiles;
}

/** Number of pairs of the largest tile. */
export function mostPairs(tiles: u32): u32 {
  let most: u64 = 0;
  for (let tile: u32 = 0; tile < tiles; tile++) {
    const at = items + (tile << 2);
    most = max(most, pairsBetween(load<u32>(at), load<u32>(at, 4)));
  }
  return <u32>most;
}
