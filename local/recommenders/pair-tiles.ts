import { arrayIn } from './array-in';
import type { UserItems } from './user-items';

/**
 * The pairs of each item with the items behind it, in tiles of consecutive items. An entry of {@link UserItems} is
 * in the tile of its item. The entries of a tile are in ascending order, and so those of a user come together.
 */
export interface PairTiles {
  readonly count: number;
  /** Of the largest tile. */
  readonly mostPairs: number;
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

/** Finds the entries of each tile. */
export function pairTiles(
  { program, starts: users, columns, values, ages }: UserItems,
  itemCount: number,
): PairTiles {
  const array = (length: number): Uint32Array => arrayIn(program, Uint32Array, length);
  const { run } = program;
  const items = array(itemCount + 1);
  // While entries are counted, one more is needed.
  const starts = array(itemCount + 2);
  const entries = array(columns.length);
  const ends = array(columns.length);
  const partners = array(itemCount);
  run.setEntries(columns.byteOffset, values.byteOffset, ages.byteOffset);
  run.setTiles(itemCount, items.byteOffset, starts.byteOffset, entries.byteOffset, ends.byteOffset);
  const count = run.partItems();
  run.listEntries(
    count,
    users.byteOffset,
    users.length - 1,
    array(itemCount).byteOffset,
    partners.byteOffset,
  );
  return { count, mostPairs: run.mostPairs(count), itemCount, items, starts, entries, ends, partners };
}
