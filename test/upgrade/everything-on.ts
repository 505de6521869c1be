import type { Settings } from '@ecommerce-recommenders/shop-data/contracts/settings/settings';

type Name = keyof Settings;

/** All that the kept release can switch on at once, except an archive. */
export const EVERYTHING_ON = {
  useCases: {
    'most-viewed': {},
    'best-sellers': {},
    'frequently-bought-together': {},
    'customers-who-viewed-x-also-viewed': {},
    'recommended-for-you': { metadata: true },
  },
  createKey: true,
  versioned: true,
  logRetentionDays: 365,
  tags: { team: 'shop' },
  trainingTimeoutHours: 1,
  eventTracker: true,
  metricAttribution: { orders: { event: 'Purchase' } },
  filters: { cheap: 'INCLUDE ItemID WHERE Items.PRICE < 20' },
  serving: { 'most-viewed': 'lists' },
  similarItems: true,
  api: { origins: ['https://shop.example'], rules: true },
  diversify: { by: 'CATEGORY_L1', max: 5 },
  promotions: { sale: { filter: 'cheap', percent: 20 } },
  shelves: { home: 'best-sellers' },
  guests: { perDay: 10 },
  experiment: { share: 0.1 },
  ranking: true,
  segments: { queries: { beauty: 'ITEMS.CATEGORY_L1 = "beauty"' } },
  batches: true,
  freshData: true,
  stopWhenIdleHours: 3,
  requestRate: { min: 1, max: 5 },
  watch: true,
  notify: ['owner@shop.test'],
  monthlyBudget: 1_500,
  busEvents: true,
} as const satisfies { readonly [Setting in Name]?: unknown };

/** Settings that say where something is or how much of it there is, and those that would end with another account or another time. */
export const LEFT_ALONE: readonly Name[] = [
  ...(['archive', 'data', 'maxBadRows', 'source', 'sourceVersion', 'preparation', 'glueWorkers'] as const),
  ...(['holdout', 'holdoutBy', 'eventTypes', 'listsSchedule', 'listsItems', 'freshDataSchedule'] as const),
  ...(['kmsKeyArn', 'logKeyArn', 'accessLogsBucket', 'vpcId', 'subnetIds', 'securityGroupIds'] as const),
  ...(['retainData', 'force', 'stage', 'runningHours', 'dataAgeDays'] as const),
];
