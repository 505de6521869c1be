import type { EventFacts } from './shop-facts';

/** How many other items an item has that one of its users had too; an item counts for each such user. */
export function partnersPerItem({ pairs, items }: Pick<EventFacts, 'pairs' | 'items'>): number {
  return items === 0 ? 0 : (2 * pairs) / items;
}
