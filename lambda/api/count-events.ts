import type { ApiEvents } from '@ecommerce-recommenders/shop-data/api/routes';
import type { Experiment } from '@ecommerce-recommenders/shop-data/contracts/experiment';
import { countLine } from '@ecommerce-recommenders/shop-data/experiment/count-line';
import type { StoredItems } from './stored-items';

/** Dependencies of {@link countEvents}. */
export interface CountDeps {
  /** Absent without one. */
  readonly experiment?: Experiment;
  /** Knows the prices of purchases that name none; absent where the shop has no table of items. */
  readonly items?: StoredItems;
  /** Writes a line of the log. */
  readonly write: (line: string) => void;
}

/**
 * Counts the events of a visitor of the experiment, as a line of the log: not through the logger, whose fields would be most of
 * what CloudWatch Logs bills.
 */
export function countEvents({ experiment, items, write }: CountDeps): (sent: ApiEvents) => Promise<void> {
  return async ({ visitor, first, events }) => {
    if (!experiment || visitor === undefined) return;
    const table = await items?.current();
    const priced = events.map(({ type, itemId, quantity, price }) => ({
      type,
      quantity,
      price: price ?? (type === 'Purchase' ? table?.detailsOf(itemId).price : undefined),
    }));
    const line = countLine(experiment, { visitor, first, events: priced });
    if (line !== undefined) write(line);
  };
}
