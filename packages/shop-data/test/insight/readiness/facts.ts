import type { MeasuredUseCase, Measurement } from '../../../src/insight/readiness/measurement';
import type { EventFacts, ShopFacts } from '../../../src/insight/readiness/shop-facts';

const GOOD: EventFacts = { rows: 60_000, items: 100, usersWithTwoItems: 2000, pairs: 5e4, rowsOfTenth: 900 };

/** Facts of a shop that is ready for every use case, with overrides. */
export function shopFacts(changes: Partial<ShopFacts> = {}): ShopFacts {
  return {
    ...{ rows: 120_000, distinctRows: 120_000, keptRows: 130_000, users: 2000, usersWithTwo: 2000 },
    ...{ baskets: 20_000, sharedBaskets: 9000, futureRows: 0, refusals: [], emptyTables: [] },
    size: { users: 2000, items: 100, itemsOfTable: 100, itemsWithTraffic: 100 },
    events: { View: GOOD, Purchase: GOOD },
    mapping: { ProductViewed: 'View', OrderCompleted: 'Purchase' },
    occurringTypes: ['ProductViewed', 'OrderCompleted'],
    categoricalColumns: [{ file: 'items.csv', name: 'category', rows: 100, missing: 30, distinct: 1000 }],
    ...changes,
  };
}

/** The same facts with overrides for purchases or another event type. */
export function withEvents(changes: Partial<EventFacts>, eventType = 'Purchase'): ShopFacts {
  const { events } = shopFacts();
  return shopFacts({ events: { ...events, [eventType]: { ...GOOD, ...changes } } });
}

const about = (mean: number) => ({ mean, low: mean - 0.05, high: mean + 0.05 });

/**
 * A use case whose list contained what users did next, more often than the 20 of 100 of the comparator by the given difference.
 */
export const measuredUseCase = (
  difference: number,
  changes: Partial<MeasuredUseCase> = {},
): MeasuredUseCase => ({
  questions: 1000,
  newcomers: 0,
  hitRate: about(0.2 + difference),
  comparator: 'Purchase',
  comparatorHitRate: about(0.2),
  difference: about(difference),
  ...changes,
});

/** A measurement of some use cases, in 2020. */
export const measurementOf = (useCases: Measurement['useCases']): Measurement => {
  return { until: 1_600_000_000, users: 2000, sampledUsers: 2000, useCases };
};
