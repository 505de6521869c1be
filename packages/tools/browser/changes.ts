import type { PageItem } from '../src/page/page-answers';

/** An item of a list, and its earlier rank in that list. */
export interface Place {
  readonly item: PageItem;
  /** Rank, counted from 1. */
  readonly rank: number;
  /** Earlier rank; absent if the item was not in the list. */
  readonly was?: number;
}

/** The differences between a list and its earlier version. */
export interface ListChange {
  /** The current list, best first. */
  readonly places: readonly Place[];
  /** Items that have left the list, by their former rank. */
  readonly gone: readonly { readonly item: PageItem; readonly was: number }[];
  readonly added: number;
  readonly up: number;
  readonly down: number;
}

/** Compares two answers of a recommender. */
export function listChange(before: readonly PageItem[], after: readonly PageItem[]): ListChange {
  const ranksOf = (items: readonly PageItem[]): ReadonlyMap<string, number> =>
    new Map(items.map(({ itemId }, at) => [itemId, at + 1]));
  const [former, current] = [ranksOf(before), ranksOf(after)];
  const places = after.map((item, at): Place => ({ item, rank: at + 1, was: former.get(item.itemId) }));
  const gone = before.flatMap((item, at) => (current.has(item.itemId) ? [] : [{ item, was: at + 1 }]));
  return {
    places,
    gone,
    added: places.filter(({ was }) => was === undefined).length,
    up: places.filter(({ rank, was = 0 }) => was > rank).length,
    down: places.filter(({ rank, was = rank }) => was < rank).length,
  };
}
