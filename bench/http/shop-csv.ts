import type { DatasetType } from '../../domain/datasets';
import { createPrng } from '../../sample/prng';

/** Categories of the items, each as frequent as the others: one of them is one item of a hundred. */
const CATEGORIES = 100;
const USERS = 5_000;
const VIEWS_PER_ITEM = 4;

/** Files for import of a shop in which every item was viewed: ids are numbers, `item-0`, `user-0`, `category-0`. */
export function shopCsv(itemCount: number): Record<Extract<DatasetType, 'INTERACTIONS' | 'ITEMS'>, Buffer> {
  const prng = createPrng(itemCount);
  const items = ['ITEM_ID,NAME,CATEGORY_L1,STYLE,PRODUCT_DESCRIPTION,PRICE'];
  const interactions = ['ITEM_ID,USER_ID,EVENT_TYPE,TIMESTAMP'];
  for (let item = 0; item < itemCount; item++) {
    items.push(`item-${item},Item ${item},category-${prng.below(CATEGORIES)},plain,An item,9.99`);
    for (let view = 0; view < VIEWS_PER_ITEM; view++)
      interactions.push(
        `item-${item},user-${prng.below(USERS)},View,${1_600_000_000 + prng.below(10_000_000)}`,
      );
  }
  return {
    ITEMS: Buffer.from(`${items.join('\n')}\n`),
    INTERACTIONS: Buffer.from(`${interactions.join('\n')}\n`),
  };
}
