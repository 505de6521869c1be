import type { Diversify } from '@ecommerce-recommenders/shop-data/contracts/api';
import type { ItemTable } from './item-table';

/** Candidates for each item shown: of a list that is all of one category, few remain. */
const CANDIDATES = 5;

/** Most that a recommender answers. */
const MOST_CANDIDATES = 500;

/** How many candidates to ask for, so that enough are left of different categories. */
export const candidatesFor = (count: number, spare: number, diversify: Diversify | undefined): number =>
  Math.min(MOST_CANDIDATES, (diversify ? CANDIDATES * count : count) + spare);

/**
 * Decides about items one after another: whether there is room for one in each of its categories. An item that is taken
 * counts for all of them, so none appears more often than allowed; one without a category always has room.
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
