import { filledUp } from './filled-up';
import type { Recommender } from './recommender';
import type { SparseMatrix } from './sparse-matrix';

/**
 * Answers with the asked item's neighbours, filled up with popular items; the asked item itself is left out.
 * An unknown item, or none, gets the popular items alone.
 */
export function itemToItem(neighbours: SparseMatrix, popular: Uint32Array): Recommender {
  const popularAlone = { items: popular, answered: 0 };
  return {
    rank({ item }) {
      if (item === undefined) return popularAlone;
      const answered = neighbours.columns.subarray(neighbours.starts[item], neighbours.starts[item + 1]);
      return { items: filledUp(answered, popular, item), answered: answered.length };
    },
  };
}
