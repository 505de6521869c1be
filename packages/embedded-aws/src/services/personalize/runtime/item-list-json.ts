import type { BestItems } from './best-items';
import type { PromotedItem } from './with-promotion';

/** JSON of id-only items, by id: the same few are recommended again and again. */
const kept = new Map<string, string>();
const MAX_KEPT = 100_000;

/** Recommended items as JSON, cached per list. */
export const itemListJson = (best: BestItems<PromotedItem>): string =>
  // `join` builds the string once; `+=` would rebuild it for every answer.
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
