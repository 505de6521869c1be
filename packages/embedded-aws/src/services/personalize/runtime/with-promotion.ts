import { createHash } from 'node:crypto';
import type { ItemTest, BestItems, RankedItem } from './best-items';
import type { Promotion } from './requested-promotion';

/** A recommended item and its promotion, if any. */
export interface PromotedItem extends RankedItem {
  readonly promotionName?: string;
}

/** Parameters of a list. */
export interface Wanted {
  readonly count: number;
  /** Items eligible for promotion. */
  readonly promotes: ItemTest;
  /** Items eligible for the other places. */
  readonly passes: ItemTest;
  /** The same seed gives promoted items the same places. */
  readonly seed: string;
}

/**
 * A list with a share, rounded up, of promoted items, or fewer if there are too few. Their places look
 * random; promoted and other items each keep the order of the ranking.
 *
 * @param best - takes the first items of the ranking that pass
 * @see https://docs.aws.amazon.com/personalize/latest/dg/promoting-items.html
 */
export function withPromotion(
  best: (count: number, passes: ItemTest) => BestItems,
  itemIds: readonly string[],
  { name, percentPromotedItems }: Promotion,
  { count, promotes, passes, seed }: Wanted,
): BestItems<PromotedItem> {
  const promoted = best(Math.ceil((count * percentPromotedItems) / 100), promotes);
  const taken = new Set(promoted.items.map(({ itemId }) => itemId));
  const others = best(count - taken.size, (item) => passes(item) && !taken.has(itemIds[item]));

  const length = taken.size + others.items.length;
  const places = new Set(shuffledPlaces(length, seed).slice(0, taken.size));
  const nextPromoted = promoted.items.values();
  const nextOther = others.items.values();
  const items = Array.from({ length }, (_, place): PromotedItem =>
    places.has(place) ? { ...nextPromoted.next().value!, promotionName: name } : nextOther.next().value!,
  );
  return { items, answered: promoted.answered + others.answered };
}

function shuffledPlaces(length: number, seed: string): number[] {
  const keys = Array.from({ length }, (_, place) =>
    createHash('sha256').update(`${seed} ${place}`).digest('hex'),
  );
  return [...keys.keys()].sort((a, b) => (keys[a] < keys[b] ? -1 : 1));
}
