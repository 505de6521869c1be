import { sourcesOf, type FilledShelf, type ShelfCount, type Shelves } from './shelves';
import { MAX_REVENUE, type CountedEvent } from '../experiment/count-line';

/** An event of a request to the API, with the shelf that led to it. */
export interface ShelfEvent extends CountedEvent {
  readonly useCase?: string;
  /** @default - the use case */
  readonly shelf?: string;
  readonly from?: string;
}

/** What a request adds to the counts of a shelf. */
export type ShelfCounts = FilledShelf & Readonly<Record<ShelfCount, number>>;

/**
 * What the events of a request add to the counts of the shop's shelves. AWS bills each combination of shelf, use case and source
 * as a metric, and anybody can send any combination. So events count only for a configured shelf with its own use case and a
 * source that the use case can have. The purchases of one request count as one order of each shelf that led to them.
 */
export function shelfCounts(shelves: Shelves, events: readonly ShelfEvent[]): ShelfCounts[] {
  const counts = new Map<string, FilledShelf & Record<ShelfCount, number>>();
  for (const event of events) {
    const filled = filledBy(event, shelves);
    if (!filled) continue;
    const key = `${filled.shelf} ${filled.source}`;
    const of = counts.get(key) ?? { ...filled, impressions: 0, clicks: 0, orders: 0, revenue: 0 };
    counts.set(key, of);
    const { type, quantity = 1, price = 0 } = event;
    if (type === 'Impression') of.impressions++;
    if (type === 'Click') of.clicks++;
    if (type !== 'Purchase') continue;
    of.orders = 1;
    of.revenue = Math.min(MAX_REVENUE, Math.round((of.revenue + quantity * price) * 100) / 100);
  }
  return [...counts.values()];
}

function filledBy({ useCase, shelf = useCase, from }: ShelfEvent, shelves: Shelves): FilledShelf | undefined {
  if (shelf === undefined || !Object.hasOwn(shelves, shelf) || shelves[shelf] !== useCase) return undefined;
  const source = sourcesOf(shelves[shelf]).find((one) => one === from);
  return source && { shelf, useCase: shelves[shelf], source };
}
