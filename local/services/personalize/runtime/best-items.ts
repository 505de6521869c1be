import type { Ranking } from '../../../recommenders/recommender';

/** One recommended item as the service answers it; only a personal use case gives scores. */
export interface RankedItem {
  readonly itemId: string;
  readonly score?: number;
}

/** The start of a ranking. */
export interface BestItems {
  readonly items: RankedItem[];
  /** How many of them answer the use case's own question; the rest fills up. */
  readonly answered: number;
}

/** Takes the first `count` items of a ranking that are not among the `removed`. */
export function bestItems(
  { items: ranked, answered: answeredInAll, scores }: Ranking,
  itemIds: readonly string[],
  count: number,
  removed: ReadonlySet<string>,
): BestItems {
  const items: RankedItem[] = [];
  let answered = 0;
  let place = 0;
  if (count === 0) return { items, answered };
  for (const item of ranked) {
    const itemId = itemIds[item];
    if (!removed.has(itemId)) {
      const score = scores?.[place];
      items.push(score === undefined ? { itemId } : { itemId, score });
      if (place < answeredInAll) answered++;
      if (items.length === count) break;
    }
    place++;
  }
  return { items, answered };
}
