import type { Interactions } from '@ecommerce-recommenders/models/interactions';

/** Items grouped by the rows in which they occur together: a user's history, or one order. */
export interface Groups {
  readonly itemCount: number;
  /** Distinct items of each group. */
  readonly itemsOf: readonly Uint32Array[];
  /** Numbers of the groups that contain each item. */
  readonly groupsOf: readonly (readonly number[])[];
}

/** The items of each user or of each order. Without order ids, a user's rows of the same second form an order. */
export function groupsOf(interactions: Interactions, by: 'user' | 'order'): Groups {
  const { users, items, timestamps, orders, itemIds } = interactions;
  const keys = new Map<string, Set<number>>();
  for (let row = 0; row < users.length; row++) {
    const key = by === 'user' ? `${users[row]}` : `${users[row]} ${orders?.[row] ?? timestamps[row]}`;
    const group = keys.get(key);
    if (group) group.add(items[row]);
    else keys.set(key, new Set([items[row]]));
  }
  const itemsOf = Array.from(keys.values(), (group) => Uint32Array.from(group));
  const groups: number[][] = itemIds.map(() => []);
  itemsOf.forEach((group, number) => group.forEach((item) => groups[item].push(number)));
  return { itemCount: itemIds.length, itemsOf, groupsOf: groups };
}
