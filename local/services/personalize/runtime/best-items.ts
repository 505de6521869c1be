import type { Ranking } from '../../../recommenders/recommender';
import type { ItemTest } from '../filters/filter-test';

/** One recommended item as the service answers it; only a personal use case gives scores. */
export interface RankedItem {
  readonly itemId: string;
  readonly score?: number;
}

/** The start of a ranking. */
export interface BestItems<Item extends RankedItem = RankedItem> {
  readonly items: Item[];
  /** How many of them answer the use case's own question; the rest fills up. */
  readonly answered: number;
}

/** Takes the first `count` items of a ranking that pass a test. */
export function bestItems(
  { items: ranked, answered: answeredInAll, scores }: Ranking,
  itemIds: readonly string[],
  count: number,
  passes: ItemTest,
): BestItems {
  const items: RankedItem[] = [];
  let answered = 0;
  let place = 0;
  if (count === 0) return { items, answered };
  for (const item of ranked) {
    if (passes(item)) {
      const itemId = itemIds[item];
      const score = scores?.at(place);
      items.push(score === undefined ? { itemId } : { itemId, score });
      if (place < answeredInAll) answered++;
      if (items.length === count) break;
    }
    place++;
  }
  return { items, answered };
}
