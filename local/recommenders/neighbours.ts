import { availableParallelism } from 'node:os';
import { bestOfAll } from './best-of-all';
import { compareInThreads } from './compare-in-threads';
import { compareTiles, MAX_NEIGHBOURS, type Comparison } from './compare-tiles';
import { newWorkplace } from './new-workplace';
import type { PairScore } from './pair-score';
import { pairTiles } from './pair-tiles';
import type { SparseMatrix } from './sparse-matrix';
import type { TrainingOptions } from './training-options';
import type { UserItems } from './user-items';

/** Pairs of items within users from which on threads save more than their start and their own compiling cost. */
const STEPS_WORTH_THREADS = 50e6;

/** Each thread keeps neighbours of all items. */
const MAX_THREADS = 4;

/**
 * Items by items: the best neighbours of each item, best first, ties by item. With x_ui the value and t_ui the
 * time of user u's entry for item i, and closeness c (`wasm/item-pairs/closeness.ts`), the users that have both items say of a pair
 *
 *     Σ_u x_ui x_uj · c(t_ui, t_uj)
 *
 * That is the same for i and j, so each item is compared with those behind it alone. It is done for a tile of
 * items at a time: the full matrix never exists, and memory is bounded by {@link MAX_NEIGHBOURS} an item. Threads
 * take one tile after another; where none can be started, it is done here.
 *
 * @param score what pairs are scored by
 */
export async function neighbours(
  entries: UserItems,
  itemCount: number,
  score: PairScore,
  { threads = threadsFor(entries), signal }: TrainingOptions = {},
): Promise<SparseMatrix> {
  const { program, columns, values, ages } = entries;
  let comparison: Comparison | undefined;
  const comparisonOf = (): Comparison =>
    (comparison ??= { entries: { columns, values, ages }, tiles: pairTiles(entries, itemCount), score });
  const parts = threads > 0 ? await compareInThreads(program, threads, comparisonOf, signal) : [];
  if (parts.length > 0) return bestOfAll(parts, MAX_NEIGHBOURS);
  const workplace = newWorkplace(program, comparisonOf().tiles);
  let tile = 0;
  compareTiles(program.run, comparisonOf(), workplace, () => tile++);
  return workplace.best.sorted();
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
