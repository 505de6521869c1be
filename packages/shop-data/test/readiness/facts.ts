import type { EventFacts, ShopFacts } from '../../src/readiness/shop-facts';

const GOOD: EventFacts = {
  rows: 60_000,
  items: 100,
  usersWithTwoItems: 2000,
  pairs: 50_000,
  rowsOfTenth: 900,
};

/** Facts of a shop that is ready for every use case, with overrides. */
export function shopFacts(changes: Partial<ShopFacts> = {}): ShopFacts {
  return {
    rows: 120_000,
    distinctRows: 120_000,
    keptRows: 130_000,
    users: 2000,
    usersWithTwo: 2000,
    events: { View: GOOD, Purchase: GOOD },
    baskets: 20_000,
    sharedBaskets: 9000,
    futureRows: 0,
    refusals: [],
    emptyTables: [],
    mapping: { ProductViewed: 'View', OrderCompleted: 'Purchase' },
    occurringTypes: ['ProductViewed', 'OrderCompleted'],
    categoricalColumns: [{ file: 'items.csv', name: 'category', rows: 100, missing: 30, distinct: 1000 }],
    ...changes,
  };
}

/** The same with overrides for purchases or another event type. */
export function withEvents(changes: Partial<EventFacts>, eventType = 'Purchase'): ShopFacts {
  const { events } = shopFacts();
  return shopFacts({ events: { ...events, [eventType]: { ...GOOD, ...changes } } });
}
