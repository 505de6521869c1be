import { shared } from './shared';
import type { UserItems } from './user-items';

/**
 * Pairs of a tile at most, for their sums to stay in a processor's second cache: 12 bytes a pair. A tile of one
 * item may have more.
 */
const MAX_PAIRS = 1 << 16;

/** Tiles at least, if there are as many items, for threads to end at the same time. */
const MIN_TILES = 32;

/**
 * The pairs of each item with the items behind it, in tiles of consecutive items. An entry of {@link UserItems} is
 * in the tile of its item. The entries of a tile are in ascending order, and so those of a user come together.
 */
export interface PairTiles {
  readonly itemCount: number;
  /** Tile `n` has the items from entry `n` to entry `n + 1`. */
  readonly items: Uint32Array;
  /** Tile `n` has the entries from `starts[n]` to `starts[n + 1]` of {@link entries}. */
  readonly starts: Uint32Array;
  readonly entries: Uint32Array;
  /** Behind the last entry of the same user, for each of {@link entries}. */
  readonly ends: Uint32Array;
  /** How many other items each item can be in a pair with. */
  readonly partners: Uint32Array;
}

/** Pairs that items from `first` to before `end` have with the items behind them, of so many. */
export function pairsBefore(itemCount: number, first: number, end: number): number {
  const rows = end - first;
  return rows * (itemCount - first - 1) - (rows * (rows - 1)) / 2;
}

/** Finds the entries of each tile. */
export function pairTiles({ columns, starts: users }: UserItems, itemCount: number): PairTiles {
  const items = tileStarts(itemCount);
  const tileOf = new Uint32Array(itemCount);
  for (let tile = 0; tile + 1 < items.length; tile++) tileOf.fill(tile, items[tile], items[tile + 1]);
  const starts = new Uint32Array(items.length);
  for (let entry = 0; entry < columns.length; entry++) starts[tileOf[columns[entry]] + 1]++;
  for (let tile = 0; tile + 1 < items.length; tile++) starts[tile + 1] += starts[tile];
  const next = starts.slice();
  const entries = shared(Uint32Array, columns.length);
  const ends = shared(Uint32Array, columns.length);
  const partners = new Uint32Array(itemCount);

  function add(first: number, end: number): void {
    const others = end - first - 1;
    for (let entry = first; entry < end; entry++) {
      const item = columns[entry];
      const at = next[tileOf[item]]++;
      entries[at] = entry;
      ends[at] = end;
      partners[item] = Math.min(itemCount - 1, partners[item] + others);
    }
  }

  for (let user = 0; user + 1 < users.length; user++) add(users[user], users[user + 1]);
  return { itemCount, items, starts, entries, ends, partners };
}

function tileStarts(itemCount: number): Uint32Array {
  const most = Math.min(MAX_PAIRS, pairsBefore(itemCount, 0, itemCount) / MIN_TILES);
  const starts = [0];
  for (let item = 1, first = 0; item < itemCount; item++) {
    if (pairsBefore(itemCount, first, item + 1) <= most) continue;
    starts.push(item);
    first = item;
  }
  return Uint32Array.from(itemCount === 0 ? starts : [...starts, itemCount]);
}
