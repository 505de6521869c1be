import { HISTORY, type Constants } from './constants';
import type { HistoryMix, HistoryModels } from './history-parts';
import { historyEventWeights } from './history-weights';
import type { Interactions } from './interactions';
import { itemsWithMostUsers, linearModel } from './linear-model';
import { shrunkCosine } from './shrunk-cosine';
import type { SparseMatrix } from './sparse-matrix';
import type { TrainingOptions } from './training-options';
import { userItems } from './user-items';

/** Number of neighbours of an item that the linear model keeps. */
const KEPT = 100;

/** Options for training {@link historyModels}. */
export interface HistoryTraining extends TrainingOptions {
  /** Maximum number of items in the linear model. The items with the most users are chosen. */
  readonly maxItems: number;
  /** Only models with a weight in this mix are trained; others stay empty. @default - both are trained */
  readonly mix?: HistoryMix;
}

/** Scores between items: B by {@link linearModel}, over the items with the most users, and s by {@link shrunkCosine}. */
export async function historyModels(
  interactions: Interactions,
  { maxItems, mix, ...options }: HistoryTraining,
  { ridge: lambda }: Pick<Constants<typeof HISTORY>, 'ridge'> = HISTORY,
): Promise<HistoryModels> {
  const itemCount = interactions.itemIds.length;
  const entries = userItems(interactions, historyEventWeights(interactions));
  const items = itemsWithMostUsers(entries, itemCount, maxItems);
  return {
    linear:
      mix?.linear === 0
        ? noneOf(itemCount)
        : await linearModel(entries, itemCount, { ...options, items, lambda, kept: KEPT }),
    cosine: mix?.cosine === 0 ? noneOf(itemCount) : await shrunkCosine(entries, itemCount, options),
  };
}

const noneOf = (itemCount: number): SparseMatrix => ({
  starts: new Uint32Array(itemCount + 1),
  columns: new Uint32Array(),
  values: new Float64Array(),
});
