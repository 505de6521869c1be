import { availableParallelism } from 'node:os';
import { arrayIn } from './array-in';
import { BestOfRows } from './best-of-rows';
import { compareInThreads } from './compare-in-threads';
import { compareTiles, type Comparison } from './compare-tiles';
import type { PairScore } from './pair-score';
import { pairTiles } from './pair-tiles';
import type { SparseMatrix } from './sparse-matrix';
import type { TrainingOptions } from './training-options';
import type { UserItems } from './user-items';

/** Steps (pairs of items within users) above which threads pay off. */
const STEPS_WORTH_THREADS = 100e6;

/** There are few tiles, so more threads would mostly wait for the last one. */
const MAX_THREADS = 4;

/** Maximum number of neighbours per item. Longer lists are padded with popular items. */
const MAX_NEIGHBOURS = 100;

/**
 * The best neighbours of each item, best first, ties by item, as an items-by-items matrix. With x_ui the value and t_ui the time
 * of user u's entry for item i, and closeness c in time (`packages/wasm/assembly/item-pairs/closeness.ts`), a pair's sum over
 * users with both items is
 *
 *     Σ_u x_ui x_uj · c(t_ui, t_uj)
 *
 * The sum is symmetric, so each item is compared only with later ones. The comparison works tile by tile, so the full matrix
 * never exists, and memory is bounded by {@link MAX_NEIGHBOURS} per item. Threads take tiles from a shared counter and offer
 * neighbours to shared rows; the result does not depend on their order. Without threads, the caller does the work.
 *
 * @param score - pair score
 */
export async function neighbours(
  entries: UserItems,
  itemCount: number,
  score: PairScore,
  { threads = threadsFor(entries), signal }: TrainingOptions = {},
): Promise<SparseMatrix> {
  const { program } = entries;
  const prepare = (): ReturnType<typeof comparisonOf> => comparisonOf(entries, itemCount, score);
  const comparison = await compareInThreads(program, threads, prepare, signal);
  // Compares the tiles that no thread has taken; without threads, all of them.
  compareTiles(program.run, comparison, program.run.newPairs(comparison.tiles.mostPairs));
  return comparison.best.sorted(program);
}

function comparisonOf(
  entries: UserItems,
  itemCount: number,
  score: PairScore,
): Comparison & { readonly best: BestOfRows } {
  const { program, columns, values, ages, moments } = entries;
  const tiles = pairTiles(entries, itemCount);
  return {
    entries: { columns, values, ages, moments },
    tiles,
    score,
    best: new BestOfRows(program, MAX_NEIGHBOURS, tiles.partners),
    next: arrayIn(program, Int32Array, 1),
  };
}

function threadsFor({ starts }: UserItems): number {
  let steps = 0;
  for (let user = 0; user + 1 < starts.length; user++) {
    const count = starts[user + 1] - starts[user];
    steps += (count * (count - 1)) / 2;
  }
  const processors = availableParallelism();
  return processors > 1 && steps >= STEPS_WORTH_THREADS ? Math.min(MAX_THREADS, processors) : 0;
}
