import type { RankedItem } from './best-items';

/** JSON of the items with an id alone, by id: the same few are recommended again and again. */
const kept = new Map<string, string>();
const MAX_KEPT = 100_000;

/** A list of recommended items as JSON. */
export const itemListJson = (items: readonly RankedItem[]): string => {
  let text = '[';
  for (const item of items) text += (text === '[' ? '' : ',') + itemJson(item);
  return text + ']';
};

function itemJson(item: RankedItem): string {
  if (item.score !== undefined) return JSON.stringify(item);
  let text = kept.get(item.itemId);
  if (text === undefined) {
    if (kept.size === MAX_KEPT) kept.clear();
    kept.set(item.itemId, (text = JSON.stringify(item)));
  }
  return text;
}
