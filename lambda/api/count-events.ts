import type { ApiEvents } from '@ecommerce-recommenders/shop-data/contracts/api/routes';
import type { Experiment } from '@ecommerce-recommenders/shop-data/contracts/functions/experiment';
import {
  RECENTLY_VIEWED,
  SHELF_COUNTS,
  shelfDimensions,
  type Shelves,
} from '@ecommerce-recommenders/shop-data/contracts/shelves/shelves';
import { countLine } from '@ecommerce-recommenders/shop-data/contracts/experiment/count-line';
import {
  shelfCounts,
  type ShelfCounts,
} from '@ecommerce-recommenders/shop-data/contracts/shelves/shelf-counts';
import { SHELF_METRICS } from '@ecommerce-recommenders/shop-data/contracts/watch-metrics';
import { embeddedMetrics, type MetricsDeps } from '../add-ons/embedded-metrics';
import type { StoredItems } from './stored-items';

/** Dependencies of {@link countEvents}. */
export interface CountDeps extends MetricsDeps {
  /** Absent without an experiment. */
  readonly experiment?: Experiment;
  /** The shelves that are counted; absent if there are none. */
  readonly shelves?: Shelves;
  /** Supplies prices for purchases that name none; absent if the shop has no item table. */
  readonly items?: StoredItems;
  /** Writes a line to the log. */
  readonly write: (line: string) => void;
}

/**
 * Counts events as log lines: for the experiment of their visitor, and for the shelves that led to them. The lines bypass the
 * logger, because its fields would cause most of CloudWatch Logs' cost and would keep CloudWatch from finding the metrics.
 */
export function countEvents(deps: CountDeps): (sent: ApiEvents) => Promise<void> {
  const { experiment, shelves, items, write } = deps;
  return async ({ visitor, first, events }) => {
    const isDivided = experiment !== undefined && visitor !== undefined;
    if (!isDivided && !shelves) return;
    const table = await items?.current();
    const priced = events.map((event) => ({
      ...event,
      price: event.price ?? (event.type === 'Purchase' ? table?.detailsOf(event.itemId).price : undefined),
    }));
    if (isDivided) {
      const counted = priced.filter(
        // The shelf of recently viewed items is the same in both arms, so it is not counted.
        ({ type, useCase }) => type === 'Purchase' || useCase !== RECENTLY_VIEWED,
      );
      const line = countLine(experiment, { visitor, first, events: counted });
      if (line !== undefined) write(line);
    }
    for (const counts of shelves ? shelfCounts(shelves, priced) : []) write(shelfLine(deps, counts));
  };
}

/** A log line from which CloudWatch extracts the metrics of a shelf. */
function shelfLine(deps: MetricsDeps, counts: ShelfCounts): string {
  const measured = SHELF_COUNTS.filter((count) => counts[count] > 0);
  return JSON.stringify(
    embeddedMetrics(
      deps,
      measured.map((count) => [SHELF_METRICS[count], counts[count]]),
      shelfDimensions(counts),
    ),
  );
}
