import type { ShopSize } from '../readiness/shop-facts';

/** A shop of which nothing is known. */
export const NO_SIZE: ShopSize = { users: 0, items: 0, itemsOfTable: 0, itemsWithTraffic: 0 };

/** Ids of one kind: of a table, or of interactions. */
export interface Ids {
  readonly size: number;
  has(id: string): boolean;
}

/** Where a shop's ids are. A table is absent where the shop has no such dataset. */
export interface ShopIds {
  readonly users?: Ids;
  readonly items?: Ids;
  /** Distinct ids of the training. */
  readonly training: { readonly users: Iterable<string>; readonly items: Iterable<string> };
}

/** Counts a shop. Personalize knows ids of a table and of interactions, so those of either count. */
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

/** The items that get lists, by the setting: those of the table, or of the training where there is none. */
export const listedItems = (
  { itemsOfTable, itemsWithTraffic }: Pick<ShopSize, 'itemsOfTable' | 'itemsWithTraffic'>,
  listsItems: 'all' | 'with-traffic',
): number => (listsItems === 'all' && itemsOfTable > 0 ? itemsOfTable : itemsWithTraffic);
