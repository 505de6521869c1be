import type { EventType } from '../use-cases';
import type { Histories } from './histories';
import { ofEventType } from './of-event-type';

/**
 * Items by how many users had to do with them and with what is asked about. With n_ij the number of users with
 * an interaction of the event type with both i and j (n_ii: with i):
 *
 *     s_j = Σ_{i asked about} n_ij
 *
 * Neither popular items nor rare pairs are damped: what every better score has to beat.
 *
 * @returns for the items asked about, all items with s_j > 0, best first, ties by item id
 */
export function coCounts(
  training: Histories,
  eventType: EventType | undefined,
): (itemIds: Iterable<string>) => string[] {
  const itemsOf = [...training.values()].map((history) => [
    ...new Set(ofEventType(history, eventType).map(({ itemId }) => itemId)),
  ]);
  const ids = [...new Set(itemsOf.flat())].sort();
  const numbers = new Map(ids.map((id, number) => [id, number]));
  const items = itemsOf.map((user) => Uint32Array.from(user, (id) => numbers.get(id)!));
  const users: number[][] = ids.map(() => []);
  items.forEach((row, user) => row.forEach((item) => users[item].push(user)));

  return (asked) => {
    // Users first: one who shares m of the items asked about adds m to each of the own items.
    const shared = new Uint32Array(items.length);
    for (const id of asked) for (const user of users[numbers.get(id) ?? -1] ?? []) shared[user]++;
    const scores = new Uint32Array(ids.length);
    for (let user = 0; user < items.length; user++) {
      const own = items[user];
      if (shared[user] > 0) for (let at = 0; at < own.length; at++) scores[own[at]] += shared[user];
    }
    return [...ids.keys()]
      .filter((item) => scores[item] > 0)
      .sort((a, b) => scores[b] - scores[a] || a - b)
      .map((item) => ids[item]);
  };
}
