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
  const { columns } = entries;
  const { itemCount, items, starts, ends } = tiles;
  const best = new BestOfRows(MAX_NEIGHBOURS, tiles.partners);
  const room = Math.max(0, ...Array.from(items.subarray(1), (_, tile) => pairsIn(tiles, tile)));
  const pairs = { sums: new Float64Array(room), users: new Int32Array(room) };

  const score = (item: number, other: number, { sums, users }: PairSums, at: number): void => {
    if (users[at] === 0) return;
    const score = scoreOf(item, other, sums[at], users[at]);
    sums[at] = users[at] = 0;
    if (score <= 0) return;
    best.offer(item, other, score);
    best.offer(other, item, score);
  };

  for (let tile = next(); tile + 1 < items.length; tile = next()) {
    const first = items[tile];
    const end = items[tile + 1];
    let steps = 0;
    for (let at = starts[tile]; at < starts[tile + 1]; at++) {
      const entry = tiles.entries[at];
      addUpPairs(entries, entry, ends[at], pairs, offsetOf(tiles, first, columns[entry]));
      steps += ends[at] - entry;
    }
    if (steps > pairsIn(tiles, tile)) {
      for (let item = first; item < end; item++) {
        const offset = offsetOf(tiles, first, item);
        for (let other = item + 1; other < itemCount; other++) score(item, other, pairs, offset + other);
      }
    } else {
      for (let at = starts[tile]; at < starts[tile + 1]; at++) {
        const entry = tiles.entries[at];
        const item = columns[entry];
        const offset = offsetOf(tiles, first, item);
        for (let other = entry + 1; other < ends[at]; other++)
          score(item, columns[other], pairs, offset + columns[other]);
      }
    }
  }
  return best.sorted();
}

const pairsIn = ({ itemCount, items }: PairTiles, tile: number): number =>
  pairsBefore(itemCount, items[tile], items[tile + 1]);

/** What is added to an item for the place of its pair with another one, in a tile that begins with `first`. */
const offsetOf = ({ itemCount }: PairTiles, first: number, item: number): number =>
  pairsBefore(itemCount, first, item) - item - 1;
