import type { Interactions } from './interactions';
import { linearModel } from './linear-model';
import { shrunkCosine } from './shrunk-cosine';
import type { SparseMatrix } from './sparse-matrix';
import type { TrainingOptions } from './training-options';
import { userItems } from './user-items';

/** Ridge of the linear model. */
const LAMBDA = 100;

/** The most items of the linear model: some 2 seconds and 9 MB on one core. */
const MAX_ITEMS = 1500;

/** Weights kept per item, which bounds the cost of an answer. */
const KEPT = 100;

/** The cosine's weight beside the linear model's in a larger catalogue. */
const COSINE_WEIGHT = 0.1;

/** A pair with one common user, which may be chance, stays below, as the cosine is shrunk. */
const LEAST_COSINE = 0.1;

/**
 * What an item of a history says about each other item: B by {@link linearModel} over the items with the most users,
 * and in a catalogue that is larger, 0.1 s beside it where s ≥ 0.1, by {@link shrunkCosine}.
 *
 * @param weights - by event type
 */
export async function historyNeighbours(
  interactions: Interactions,
  weights: Float64Array,
  options?: TrainingOptions,
): Promise<readonly SparseMatrix[]> {
  const itemCount = interactions.itemIds.length;
  const entries = userItems(interactions, weights);
  const B = await linearModel(entries, itemCount, {
    lambda: LAMBDA,
    maxItems: MAX_ITEMS,
    kept: KEPT,
    signal: options?.signal,
  });
  if (itemCount <= MAX_ITEMS) return [B];
  const s = await shrunkCosine(entries, itemCount, options);
  for (let entry = 0; entry < s.values.length; entry++)
    s.values[entry] = s.values[entry] < LEAST_COSINE ? 0 : COSINE_WEIGHT * s.values[entry];
  return [B, s];
}
