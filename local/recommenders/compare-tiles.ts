import type { BestOfRows } from './best-of-rows';
import type { PairExports } from './pair-program';
import { setScore, type PairScore } from './pair-score';
import type { PairTiles } from './pair-tiles';
import type { UserItems } from './user-items';

/** Neighbours kept of an item. Recommendations beyond them are filled up with popular items. */
export const MAX_NEIGHBOURS = 100;

/** Items that are to be compared; all arrays are in the program's memory. */
export interface Comparison {
  readonly entries: Pick<UserItems, 'columns' | 'values' | 'ages'>;
  readonly tiles: PairTiles;
  readonly score: PairScore;
}

/** What a thread has for itself. */
export interface Workplace {
  /** Address of room for the pairs of the largest tile. */
  readonly pairs: number;
  /** Takes what it finds. */
  readonly best: Pick<BestOfRows, 'settings'>;
}

/** Finds the best neighbours of each item in the tiles that `next` gives, until it gives one that is not there. */
export function compareTiles(
  run: PairExports,
  { entries, tiles, score }: Comparison,
  { pairs, best }: Workplace,
  next: () => number,
): void {
  const { count, itemCount, items, starts } = tiles;
  run.setEntries(entries.columns.byteOffset, entries.values.byteOffset, entries.ages.byteOffset);
  run.setTiles(
    itemCount,
    items.byteOffset,
    starts.byteOffset,
    tiles.entries.byteOffset,
    tiles.ends.byteOffset,
  );
  setScore(run, score);
  run.setPairs(pairs);
  run.setBest(...best.settings);
  // The program is called a tile at a time, for the next one to run in what V8 has made faster meanwhile.
  for (let tile = next(); tile < count; tile = next()) run.compareTile(tile);
  run.sortRows(itemCount);
}
