import type { Choice } from './choice';
import { filledUp } from './filled-up';
import type { Recommender } from './recommender';
import type { SparseMatrix } from './sparse-matrix';

/** What {@link itemToItem} answers from. */
export interface ItemNeighbours {
  readonly neighbours: SparseMatrix;
  /** All items. */
  readonly popular: Uint32Array;
  /** If the training had several models. */
  readonly choice?: Choice;
}

/**
 * Recommends the asked item's neighbours, padded with popular items, without the asked item. An unknown or
 * missing item gets popular items only.
 *
 * @param fallsBackToAll - whether an item without neighbours gets all popular items, itself included
 */
export function itemToItem(
  { neighbours, popular, choice }: ItemNeighbours,
  { fallsBackToAll = false } = {},
): Recommender {
  const popularAlone = { items: popular, answered: 0 };
  return {
    choice,
    rank({ item }) {
      if (item === undefined) return popularAlone;
      const answered = neighbours.columns.subarray(neighbours.starts[item], neighbours.starts[item + 1]);
      if (fallsBackToAll && answered.length === 0) return popularAlone;
      return { items: filledUp(answered, popular, item), answered: answered.length };
    },
  };
}
