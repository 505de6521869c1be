import type { Histories } from './histories';

/** The items that could be recommended. */
export interface Catalogue {
  /** All items, of the items file and of the training interactions, in order of id. */
  readonly itemIds: readonly string[];
  /** Category of an item of the items file. */
  readonly categories: ReadonlyMap<string, string>;
  /** Training interactions of an item, in multiples of the mean over all items; absent for 0. */
  readonly popularity: ReadonlyMap<string, number>;
}

/** Joins the items of the items file and of the training interactions. */
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
