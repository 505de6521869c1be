import { RECENTLY_VIEWED, type ApiEvents } from '@ecommerce-recommenders/shop-data/api/routes';
import type { Experiment } from '@ecommerce-recommenders/shop-data/contracts/experiment';
import { countLine } from '@ecommerce-recommenders/shop-data/experiment/count-line';
import type { StoredItems } from './stored-items';

/** Dependencies of {@link countEvents}. */
export interface CountDeps {
  /** Absent without one. */
  readonly experiment?: Experiment;
  /** Prices of purchases that name none; absent if the shop has no item table. */
  readonly items?: StoredItems;
  /** Writes a line to the log. */
  readonly write: (line: string) => void;
}

/**
 * Counts the events of a visitor of the experiment as a log line. It bypasses the logger, whose fields would cause most of the
 * cost of CloudWatch Logs.
 */
export function countEvents({ experiment, items, write }: CountDeps): (sent: ApiEvents) => Promise<void> {
  return async ({ visitor, first, events }) => {
    if (!experiment || visitor === undefined) return;
    const table = await items?.current();
    const counted = events.filter(
      // That shelf is the same in both arms.
      ({ type, useCase }) => type === 'Purchase' || useCase !== RECENTLY_VIEWED,
    );
    const priced = counted.map(({ type, itemId, quantity, price }) => ({
      type,
      quantity,
      price: price ?? (type === 'Purchase' ? table?.detailsOf(itemId).price : undefined),
    }));
    const line = countLine(experiment, { visitor, first, events: priced });
    if (line !== undefined) write(line);
  };
}
