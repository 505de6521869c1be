import type { IdTable } from '@ecommerce-recommenders/csv/id-table';
import { canonicalInteractions } from '@ecommerce-recommenders/models/canonical-interactions';
import { InteractionColumns } from '@ecommerce-recommenders/models/interaction-columns';
import { measureNext, measureOrders } from '@ecommerce-recommenders/models/evaluation/measure-next';
import { isOrderUserId } from '@ecommerce-recommenders/shop-data/data/our-ids';
import type { Measurement } from '@ecommerce-recommenders/shop-data/insight/readiness/measurement';
import type { ArchiveProfile } from '../profile/archive-profile';

/**
 * Measures how well the models of the embedded AWS predict what the users of a profiled shop did next. Rows with a
 * time in the future are left out.
 *
 * @param now Unix seconds
 * @throws the signal's reason if it aborts
 */
export async function measureShop(
  { interactions: { log } }: Pick<ArchiveProfile, 'interactions'>,
  now: number,
  signal?: AbortSignal,
): Promise<Measurement> {
  const columns = new InteractionColumns();
  for (let row = 0; row < log.rows; row++)
    if (log.timestamps[row] <= now)
      columns.push(
        log.users[row],
        log.items[row],
        log.events[row],
        log.timestamps[row],
        0,
        log.orders?.[row],
      );
  const interactions = canonicalInteractions(columns, {
    users: idsOf(log.userIds),
    items: idsOf(log.itemIds),
    eventTypes: log.eventTypes,
    orders: idsOf(log.orderIds),
  });
  // Both run at the same time, because a thread measures part of the first.
  const [next, orders] = await Promise.all([
    measureNext(interactions, { signal }),
    measureOrders(interactions, isOrderUserId),
  ]);
  return { ...next, ...(orders && { orders }) };
}

const idsOf = (table: IdTable): string[] =>
  Array.from({ length: table.size }, (_, number) => table.idOf(number));
