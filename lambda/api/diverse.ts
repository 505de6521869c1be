import type { Diversify } from '@ecommerce-recommenders/shop-data/contracts/functions/api';
import type { ItemTable } from './item-table';

/**
 * Number of candidates per shown item. More are needed, because few remain if one category dominates a list or a rule hides one.
 */
const CANDIDATES = 5;

/** A recommender returns at most this many. */
const MOST_CANDIDATES = 500;

/**
 * How many candidates to request so that enough remain.
 *
 * @param isChosenFrom - whether categories or rules drop candidates
 */
export const candidatesFor = (count: number, spare: number, isChosenFrom: boolean): number =>
  Math.min(MOST_CANDIDATES, (isChosenFrom ? CANDIDATES * count : count) + spare);

/**
 * Decides item by item whether all of its categories still have room. An accepted item counts in each of its
 * categories, so that none appears more often than allowed. An item without a category always has room.
 */
export function roomByCategory(
  diversify: Diversify | undefined,
  table: ItemTable | undefined,
): (itemId: string) => boolean {
  if (!diversify || !table) return () => true;
  const taken = new Map<string, number>();
  return (itemId) => {
    const categories = table.categoriesOf(itemId);
    if (categories.some((category) => (taken.get(category) ?? 0) >= diversify.max)) return false;
    for (const category of categories) taken.set(category, (taken.get(category) ?? 0) + 1);
    return true;
  };
}
