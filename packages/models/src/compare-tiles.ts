import type { BestOfRows } from './best-of-rows';
import type { PairExports } from './pair-program';
import { setScore, type PairScore } from './pair-score';
import type { PairTiles } from './pair-tiles';
import { setEntries, type UserItems } from './user-items';

/** Items to compare; all arrays are in the program's memory. */
export interface Comparison {
  readonly entries: Pick<UserItems, 'columns' | 'values' | 'ages' | 'moments'>;
  readonly tiles: PairTiles;
  readonly score: PairScore;
  /** Collects each item's best neighbours. */
  readonly best: Pick<BestOfRows, 'settings' | 'locks'>;
  /** Number of tiles taken so far. */
  readonly next: Int32Array;
}

/**
 * Takes and compares tiles until none is left.
 *
 * @param pairs - address of a buffer for the largest tile
 */
export function compareTiles(
  run: PairExports,
  { entries, tiles, score, best, next }: Comparison,
  pairs: number,
): void {
  const { count, itemCount, items, starts, groups, ends } = tiles;
  setEntries(run, entries);
  run.setTiles(itemCount, items.byteOffset, starts.byteOffset, groups.byteOffset, ends.byteOffset);
  setScore(run, score);
  run.setPairs(pairs);
  run.setBest(...best.settings);
  // One call per tile, so that V8 can switch to optimized code in between.
  const begin = (): number => Atomics.add(next, 0, 1);
  for (let tile = begin(); tile < count; tile = begin()) run.compareTile(tile);
}
