import { addUpPairs, type PairSums } from './add-up-pairs';
import { BestOfRows } from './best-of-rows';
import type { PairScore } from './pair-score';
import { pairsBefore, type PairTiles } from './pair-tiles';
import type { SparseMatrix } from './sparse-matrix';
import type { UserItems } from './user-items';

/** Neighbours kept of an item. Recommendations beyond them are filled up with popular items. */
export const MAX_NEIGHBOURS = 100;

/**
 * The best neighbours of each item in the tiles that `next` gives, until it gives one that is not there.
 *
 * @param entries users by items, which the tiles are made of
 */
export function compareTiles(
  entries: UserItems,
  tiles: PairTiles,
  scoreOf: PairScore,
  next: () => number,
): SparseMatrix {
  const { items, starts } = tiles;
  const best = new BestOfRows(MAX_NEIGHBOURS, tiles.partners);
  let room = 0;
  for (let tile = 0; tile + 1 < items.length; tile++) room = Math.max(room, pairsIn(tiles, tile));
  const pairs: PairSums = { sums: new Float64Array(room), users: new Int32Array(room) };
  for (let tile = next(); tile + 1 < items.length; tile = next()) {
    const steps = addUpTile(entries, tiles, tile, pairs);
    if (steps > pairsIn(tiles, tile)) {
      for (let item = items[tile]; item < items[tile + 1]; item++)
        scoreAll(item, tiles.itemCount, pairs, offsetOf(tiles, items[tile], item), scoreOf, best);
    } else {
      for (let at = starts[tile]; at < starts[tile + 1]; at++) {
        const entry = tiles.entries[at];
        const offset = offsetOf(tiles, items[tile], entries.columns[entry]);
        scoreUsers(entries, entry, tiles.ends[at], pairs, offset, scoreOf, best);
      }
    }
  }
  return best.sorted();
}

/** Gives how many steps it took. */
function addUpTile(entries: UserItems, tiles: PairTiles, tile: number, pairs: PairSums): number {
  let steps = 0;
  for (let at = tiles.starts[tile]; at < tiles.starts[tile + 1]; at++) {
    const entry = tiles.entries[at];
    const end = tiles.ends[at];
    addUpPairs(entries, entry, end, pairs, offsetOf(tiles, tiles.items[tile], entries.columns[entry]));
    steps += end - entry;
  }
  return steps;
}

/** Scores the pairs of an item with all items behind it, most of which have users. */
function scoreAll(
  item: number,
  itemCount: number,
  { sums, users }: PairSums,
  offset: number,
  scoreOf: PairScore,
  best: BestOfRows,
): void {
  for (let other = item + 1; other < itemCount; other++) {
    const count = users[offset + other];
    if (count === 0) continue;
    const score = scoreOf(item, other, sums[offset + other], count);
    if (score <= 0) continue;
    best.offer(item, other, score);
    best.offer(other, item, score);
  }
  sums.fill(0, offset + item + 1, offset + itemCount);
  users.fill(0, offset + item + 1, offset + itemCount);
}

/** Scores the pairs of an entry's item with those behind it, up to `end`, unless they are scored already. */
function scoreUsers(
  { columns }: UserItems,
  entry: number,
  end: number,
  { sums, users }: PairSums,
  offset: number,
  scoreOf: PairScore,
  best: BestOfRows,
): void {
  const item = columns[entry];
  for (let at = entry + 1; at < end; at++) {
    const other = columns[at];
    const count = users[offset + other];
    if (count === 0) continue;
    const score = scoreOf(item, other, sums[offset + other], count);
    sums[offset + other] = users[offset + other] = 0;
    if (score <= 0) continue;
    best.offer(item, other, score);
    best.offer(other, item, score);
  }
}

const pairsIn = ({ itemCount, items }: PairTiles, tile: number): number =>
  pairsBefore(itemCount, items[tile], items[tile + 1]);

/**
 * What is added to an item for the place of its pair with another one, in a tile that begins with `first`. Of a number
 * that might have a fraction, V8 would make an object at each call.
 */
const offsetOf = ({ itemCount }: PairTiles, first: number, item: number): number =>
  (pairsBefore(itemCount, first, item) - item - 1) | 0;
