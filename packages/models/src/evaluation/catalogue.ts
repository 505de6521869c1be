import type { Histories } from './histories';

/** All recommendable items. */
export interface Catalogue {
  /** Ids of all items in the items file and in the training interactions. */
  readonly itemIds: readonly string[];
  /** Categories from the items file. */
  readonly categories: ReadonlyMap<string, string>;
  /** Number of training interactions relative to the mean over all items; absent if it is 0. */
  readonly popularity: ReadonlyMap<string, number>;
}

/** Union of the items file and the training interactions. */
export function catalogueOf(categories: ReadonlyMap<string, string>, training: Histories): Catalogue {
  const counts = new Map<string, number>();
  let total = 0;
  for (const history of training.values()) {
    total += history.length;
    for (const { itemId } of history) counts.set(itemId, (counts.get(itemId) ?? 0) + 1);
  }
  const itemIds = [...new Set([...categories.keys(), ...counts.keys()])].sort();
  const popularity = new Map([...counts].map(([id, count]) => [id, (count * itemIds.length) / total]));
  return { itemIds, categories, popularity };
}
