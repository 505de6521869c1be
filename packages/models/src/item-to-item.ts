import type { Choice } from './choice';
import { filledUp } from './filled-up';
import type { Recommender } from './recommender';
import type { SparseMatrix } from './sparse-matrix';

/** The data from which {@link itemToItem} answers. */
export interface ItemNeighbours {
  readonly neighbours: SparseMatrix;
  /** All items, most popular first. */
  readonly popular: Uint32Array;
  /** The choice, if the training had several models. */
  readonly choice?: Choice;
}

/**
 * Recommends the requested item's neighbours, padded with popular items, without the item itself. An unknown or
 * missing item gets only popular items.
 *
 * @param fallsBackToAll - whether an item without neighbours gets all popular items, including itself
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
