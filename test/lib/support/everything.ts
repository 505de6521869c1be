import { USE_CASE_NAMES } from '@ecommerce-recommenders/personalize/use-cases';

/** Everything that can be switched on. */
export const EVERYTHING = {
  useCases: Object.fromEntries(USE_CASE_NAMES.map((name) => [name, { metadata: true }])),
  filters: { cheap: 'INCLUDE ItemID WHERE Items.PRICE < 10' },
  createKey: true,
  tags: { team: 'shop' },
  eventTracker: true,
  metricAttribution: { revenue: { event: 'Purchase', sum: 'Items.PRICE' } },
  freshData: true,
  freshDataSchedule: 'rate(1 day)',
  runningHours: { from: '08:00', to: '20:00', timeZone: 'Asia/Seoul' },
  stopWhenIdleHours: 3,
  notify: 'owner@shop.test',
  monthlyBudget: 1500,
  ranking: true,
  segments: { items: ['i1'], queries: { cheap: 'ITEMS.PRICE = 1' } },
  batches: { filter: 'cheap' },
  busEvents: true,
  requestRate: { min: 1, max: 5 },
};
