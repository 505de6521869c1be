import { HISTORY, type Constants } from './constants';
import { chooseHistory, type HistoryChoice, type HistoryMix } from './history-choice';
import { KEPT, type HistoryModels } from './history-parts';
import type { Interactions } from './interactions';
import { itemsWithMostUsers, linearModel, type LinearWeights } from './linear-model';
import { commonUsersOf, shrunkCosine } from './shrunk-cosine';
import type { SparseMatrix } from './sparse-matrix';
import type { TrainingOptions } from './training-options';
import { userItems, type UserItems } from './user-items';

/** Maximum number of items in the linear model: about 7 seconds on one core, and 160 MB. */
const MAX_ITEMS = 4000;

/** Result of a training on histories. */
export interface HistoryNeighbours {
  /** Scores of each item for each other item are the sums of these. */
  readonly scores: readonly SparseMatrix[];
  readonly choice: HistoryChoice;
}

/**
 * Scores of each item for each other item: B by {@link linearModel} over the items with the most users, s by
 * {@link shrunkCosine} over all items, or a mix of both, as {@link chooseHistory} finds.
 *
 * @param weights - by event type
 */
export async function historyNeighbours(
  interactions: Interactions,
  weights: Float64Array,
  options?: TrainingOptions,
  constants: Constants<typeof HISTORY> = HISTORY,
): Promise<HistoryNeighbours> {
  const models = await historyModels(interactions, weights, options, constants);
  const choice = await chooseHistory(interactions, models, constants, options?.signal);
  return { scores: scoresOf(models, choice.mix), choice };
}

/** Trains both models. */
export async function historyModels(
  interactions: Interactions,
  weights: Float64Array,
  options?: TrainingOptions,
  { ridge: lambda }: Pick<Constants<typeof HISTORY>, 'ridge'> = HISTORY,
): Promise<HistoryModels> {
  const itemCount = interactions.itemIds.length;
  const entries = userItems(interactions, weights);
  const cosine = await shrunkCosine(entries, itemCount, options);
  const items = itemsWithMostUsers(entries, itemCount, MAX_ITEMS);
  const linear = await linearModel(entries, itemCount, { ...options, items, lambda });
  const kept = new Map<number, LinearWeights>();
  const weightsOf = (leastUsers: number): LinearWeights => {
    const known = kept.get(leastUsers) ?? linear.weights({ leastUsers, kept: KEPT });
    kept.set(leastUsers, known);
    return known;
  };
  return { entries, linear, weightsOf, cosine };
}

/** The scores of a mix. */
export function scoresOf({ entries, weightsOf, cosine }: HistoryModels, mix: HistoryMix): SparseMatrix[] {
  const { starts, columns, values } = weightsOf(mix.leastUsers);
  return [
    ...(mix.linear > 0 ? [{ starts, columns, values }] : []),
    ...(mix.cosine > 0 ? [partOf(cosine, entries, mix)] : []),
  ];
}

/** The cosines of pairs with enough common users, weighted. */
function partOf(
  { starts, columns, values }: SparseMatrix,
  entries: UserItems,
  { cosine: weight, leastUsers }: HistoryMix,
): SparseMatrix {
  const n = new Uint32Array(starts.length - 1);
  for (const item of entries.columns) n[item]++;
  const weighted = new Float64Array(values.length);
  for (let item = 0; item < n.length; item++)
    for (let at = starts[item]; at < starts[item + 1]; at++)
      if (commonUsersOf(values[at], n[item], n[columns[at]]) >= leastUsers)
        weighted[at] = weight * values[at];
  return { starts, columns, values: weighted };
}
