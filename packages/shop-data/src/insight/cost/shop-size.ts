import type { ShopSize } from '../readiness/shop-facts';

/** The size of a shop about which nothing is known. */
export const NO_SIZE: ShopSize = { users: 0, items: 0, itemsOfTable: 0, itemsWithTraffic: 0 };

/** Ids of one kind: those of a table, or of interactions. */
export interface Ids {
  readonly size: number;
  has(id: string): boolean;
}

/** Sources of a shop's ids. A table is absent if the shop has no such dataset. */
export interface ShopIds {
  readonly users?: Ids;
  readonly items?: Ids;
  /** Distinct ids in the training data. */
  readonly training: { readonly users: Iterable<string>; readonly items: Iterable<string> };
}

/** Counts a shop's users and items. Personalize knows ids of a table and of interactions, so ids in either count. */
export function shopSize({ users, items, training }: ShopIds): ShopSize {
  const ofUsers = counted(training.users, users);
  const ofItems = counted(training.items, items);
  return {
    users: ofUsers.together,
    items: ofItems.together,
    itemsOfTable: items?.size ?? 0,
    itemsWithTraffic: ofItems.training,
  };
}

function counted(ids: Iterable<string>, table?: Ids): { training: number; together: number } {
  let training = 0;
  let together = table?.size ?? 0;
  for (const id of ids) {
    training++;
    if (!table?.has(id)) together++;
  }
  return { training, together };
}

/** Number of items that get lists according to the setting: those of the table, or of the training data if there is no table. */
export const listedItems = (
  { itemsOfTable, itemsWithTraffic }: Pick<ShopSize, 'itemsOfTable' | 'itemsWithTraffic'>,
  listsItems: 'all' | 'with-traffic',
): number => (listsItems === 'all' && itemsOfTable > 0 ? itemsOfTable : itemsWithTraffic);
