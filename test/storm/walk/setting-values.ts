import type { Settings } from '@ecommerce-recommenders/shop-data/contracts/settings/settings';
import { TABLES } from '../small-shop';

/** How a setting takes part in a walk. */
type Part =
  /** Values besides the default. */
  | { readonly values: readonly unknown[] }
  /** Why it always has its default. */
  | { readonly leftOut: string };

const { interactions, items, users } = TABLES;
const ORIGINS = { origins: ['https://shop.example'] };
const CHEAP = 'INCLUDE ItemID WHERE Items.PRICE < 20';

const OF_THE_ACCOUNT = 'It names a resource that the account has to have.';
const OF_PARTS = 'Parts in S3 are a source of their own, which test/storm/own-files covers.';

/**
 * Each setting's values in walks. A setting that is not listed does not compile.
 *
 * `archive` has what a small shop sells instead of a path.
 */
export const SETTING_VALUES: Record<keyof Settings, Part> = {
  archive: { values: [{ price: 99 }, { price: 15 }, { price: 15, items: 11 }] },
  data: {
    values: [
      { interactions, items, users },
      { interactions, items },
      { interactions, users },
      { interactions },
      {
        interactions,
        users,
        items: { ...items, columns: { STYLE: { from: 'style', type: 'categorical' } } },
      },
    ],
  },
  maxBadRows: { values: [5] },
  source: { leftOut: OF_PARTS },
  sourceVersion: { leftOut: OF_PARTS },
  preparation: { leftOut: OF_PARTS },
  glueWorkers: { leftOut: OF_PARTS },
  holdout: { values: [0, 0.05] },
  holdoutBy: { values: ['time'] },
  eventTypes: { values: [{ ProductViewed: 'View', OrderCompleted: 'Purchase', CartViewed: 'View' }] },
  useCases: {
    values: [
      ['most-viewed'],
      ['most-viewed', 'best-sellers'],
      ['most-viewed', 'best-sellers', 'recommended-for-you'],
      { 'most-viewed': { minRecommendationRequestsPerSecond: 2 }, 'best-sellers': {} },
      { 'frequently-bought-together': {}, 'best-sellers': { metadata: true } },
      { 'recommended-for-you': { explorationWeight: 0.1 } },
    ],
  },
  trainingTimeoutHours: { values: [1, 2] },
  kmsKeyArn: { leftOut: OF_THE_ACCOUNT },
  createKey: { values: [true] },
  versioned: { values: [true] },
  accessLogsBucket: { leftOut: OF_THE_ACCOUNT },
  logRetentionDays: { values: [365] },
  logKeyArn: { leftOut: OF_THE_ACCOUNT },
  vpcId: { leftOut: OF_THE_ACCOUNT },
  subnetIds: { leftOut: OF_THE_ACCOUNT },
  securityGroupIds: { leftOut: OF_THE_ACCOUNT },
  retainData: { values: [true] },
  force: { values: [true] },
  stage: { leftOut: 'Another stage is another stack.' },
  tags: { values: [{ team: 'shop' }, { team: 'web', cost: '7' }] },
  eventTracker: { values: [true] },
  metricAttribution: {
    values: [
      { orders: { event: 'Purchase' } },
      { orders: { event: 'Purchase' }, revenue: { event: 'Purchase', sum: 'Items.PRICE' } },
    ],
  },
  filters: {
    values: [
      { cheap: CHEAP },
      { cheap: 'INCLUDE ItemID WHERE Items.PRICE < 30' },
      { cheap: CHEAP, bought: 'EXCLUDE ItemID WHERE Interactions.EVENT_TYPE IN ("Purchase")' },
    ],
  },
  serving: { values: ['lists', { 'best-sellers': 'lists' }, { 'most-viewed': 'lists' }] },
  listsSchedule: { values: ['rate(1 day)'] },
  listsItems: { values: ['with-traffic'] },
  similarItems: { values: [true] },
  api: { values: [ORIGINS, { ...ORIGINS, rules: true }, { ...ORIGINS, filter: 'cheap' }] },
  diversify: { values: [{ by: 'CATEGORY_L1', max: 3 }] },
  promotions: { values: [{ sale: { filter: 'cheap', percent: 20 } }] },
  shelves: { values: [{ home: 'best-sellers' }, { home: 'best-sellers', top: 'most-viewed' }] },
  guests: { values: [{ perDay: 10 }] },
  experiment: { values: [{ share: 0.1 }, { share: 0.2 }] },
  ranking: { values: [true, { minRequestsPerSecond: 2 }] },
  segments: { values: [{ items: ['i1'] }, { items: ['i1', 'i2'] }] },
  batches: { values: [true, { results: 5 }] },
  freshData: { values: [true] },
  freshDataSchedule: { values: ['rate(1 day)'] },
  runningHours: { values: [{ days: 'MON-FRI', from: '08:00', to: '20:00', timeZone: 'UTC' }] },
  stopWhenIdleHours: { values: [3] },
  requestRate: { values: ['auto', { min: 2, max: 5 }] },
  watch: { values: [true] },
  notify: { values: [['owner@shop.test']] },
  dataAgeDays: { values: [3] },
  monthlyBudget: { values: [1_500] },
  busEvents: { values: [true] },
};
