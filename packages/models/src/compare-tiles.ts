import type { BestOfRows } from './best-of-rows';
import type { PairExports } from './pair-program';
import { setScore, type PairScore } from './pair-score';
import type { PairTiles } from './pair-tiles';
import type { UserItems } from './user-items';

/** Items that are to be compared; all arrays are in the program's memory. */
export interface Comparison {
  readonly entries: Pick<UserItems, 'columns' | 'values' | 'ages'>;
  readonly tiles: PairTiles;
  readonly score: PairScore;
  /** Takes the best neighbours of each item. */
  readonly best: Pick<BestOfRows, 'settings' | 'locks'>;
  /** Counts the tiles that have been begun. */
  readonly next: Int32Array;
}

/**
 * Finds the best neighbours of each item in one tile after the other, until there is none that has not been begun.
 *
 * @param pairs address of room for the pairs of the largest tile
 */
export function compareTiles(
  run: PairExports,
  { entries, tiles, score, best, next }: Comparison,
  pairs: number,
): void {
  const { count, itemCount, items, starts, groups, ends } = tiles;
  run.setEntries(entries.columns.byteOffset, entries.values.byteOffset, entries.ages.byteOffset);
  run.setTiles(itemCount, items.byteOffset, starts.byteOffset, groups.byteOffset, ends.byteOffset);
  setScore(run, score);
  run.setPairs(pairs);
  run.setBest(...best.settings);
  // The program is called a tile at a time, for the next one to run in what V8 has made faster meanwhile.
  const begin = (): number => Atomics.add(next, 0, 1);
  for (let tile = begin(); tile < count; tile = begin()) run.compareTile(tile);
}
