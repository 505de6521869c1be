import type { Diversify } from '@ecommerce-recommenders/shop-data/contracts/functions/api';
import type { ItemTable } from './item-table';

/** Candidates for each item shown, because few remain of a list with one dominant category, or of which rules hide one. */
const CANDIDATES = 5;

/** Maximum that a recommender returns. */
const MOST_CANDIDATES = 500;

/**
 * How many candidates to request so that enough are left.
 *
 * @param isChosenFrom - whether categories or rules choose among them
 */
export const candidatesFor = (count: number, spare: number, isChosenFrom: boolean): number =>
  Math.min(MOST_CANDIDATES, (isChosenFrom ? CANDIDATES * count : count) + spare);

/**
 * Decides about one item after another whether all of its categories still have room. An accepted item counts in all of its
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
