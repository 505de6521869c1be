import type { BestItems } from './best-items';
import type { PromotedItem } from './with-promotion';

/** JSON of the items with an id alone, by id: the same few are recommended again and again. */
const kept = new Map<string, string>();
const MAX_KEPT = 100_000;

/** A list of recommended items as JSON; of a list that is given again it is kept. */
export const itemListJson = (best: BestItems<PromotedItem>): string =>
  // Joined it is one text; what is added up would be put together anew by every answer that holds it.
  (best.json ??= `[${best.items.map(itemJson).join(',')}]`);

function itemJson(item: PromotedItem): string {
  if (item.score !== undefined || item.promotionName !== undefined) return JSON.stringify(item);
  let text = kept.get(item.itemId);
  if (text === undefined) {
    if (kept.size === MAX_KEPT) kept.clear();
    kept.set(item.itemId, (text = JSON.stringify(item)));
  }
  return text;
}
