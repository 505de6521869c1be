import { commonUsers } from './common-users';
import { HISTORY, type Constants } from './constants';
import type { Interactions } from './interactions';
import { leastEvidence } from './least-evidence';
import { itemsWithMostUsers, linearModel } from './linear-model';
import { shrunkCosine } from './shrunk-cosine';
import type { SparseMatrix } from './sparse-matrix';
import type { TrainingOptions } from './training-options';
import { userItems } from './user-items';

/** Maximum number of items in the linear model: about 2 seconds on one core, and 9 MB. */
const MAX_ITEMS = 1500;

/** Weights kept per item, which bounds the cost of an answer. */
const KEPT = 100;

/** Threshold above the cosine of any pair with one common user, because of the shrinkage. */
const ONE_USER = 0.1;

/**
 * Scores of each item for each other item: B by {@link linearModel} over the items with the most users, plus, in larger
 * catalogues, 0.1 s by {@link shrunkCosine}. {@link leastEvidence} determines how many common users a pair needs; if one is
 * too few, s ≥ 0.1.
 *
 * @param weights - by event type
 */
export async function historyNeighbours(
  interactions: Interactions,
  weights: Float64Array,
  options?: TrainingOptions,
  { ridge: lambda, cosineWeight }: Pick<Constants<typeof HISTORY>, 'ridge' | 'cosineWeight'> = HISTORY,
): Promise<readonly SparseMatrix[]> {
  const itemCount = interactions.itemIds.length;
  const leastUsers = await leastUsersOf(interactions, weights, options);
  const entries = userItems(interactions, weights);
  const items = itemsWithMostUsers(entries, itemCount, MAX_ITEMS);
  const settings = { items, lambda, kept: KEPT, leastUsers, signal: options?.signal };
  const B = await linearModel(entries, itemCount, settings);
  if (itemCount <= MAX_ITEMS || leastUsers === Infinity) return [B];
  const s = await shrunkCosine(entries, itemCount, options);
  const least = leastUsers > 1 ? ONE_USER : 0;
  for (let entry = 0; entry < s.values.length; entry++)
    s.values[entry] = s.values[entry] < least ? 0 : cosineWeight * s.values[entry];
  return [B, s];
}

async function leastUsersOf(
  interactions: Interactions,
  weights: Float64Array,
  options?: TrainingOptions,
): Promise<number> {
  const entries = userItems(interactions, weights);
  return leastEvidence(entries, await commonUsers(entries, interactions.itemIds.length, options));
}
