import type { Settings } from '@ecommerce-recommenders/shop-data/contracts/settings/settings';

/** Settings in the form of cdk.json. */
export type GivenSettings = { readonly [Name in Exclude<keyof Settings, 'stage'>]?: unknown } & {
  readonly stage?: string;
};

const API = { origins: ['https://shop.example'] };
const PARTS = { source: 's3://shop-exports/day/' };
const NETWORK = { vpcId: 'vpc-1', subnetIds: ['subnet-1', 'subnet-2'] };
const MAPPING = { interactions: { files: 'orders.csv', user: 'u', item: 'i', time: 't', event: 'what' } };
const FILTERS = { cheap: 'INCLUDE ItemID WHERE Items.PRICE < 10' };
const HOURS = { from: '08:00', to: '20:00', timeZone: 'Asia/Seoul' };

/** A value other than the default; if it requires other settings, these are set before as well. */
export const CHANGES: Record<keyof Settings, { readonly value: unknown; readonly beside?: GivenSettings }> = {
  archive: { value: 'other.tar.gz' },
  data: { value: MAPPING },
  maxBadRows: { value: 5, beside: { data: MAPPING } },
  source: { value: PARTS.source },
  sourceVersion: { value: '2', beside: PARTS },
  preparation: { value: 'glue', beside: PARTS },
  glueWorkers: { value: 3, beside: { ...PARTS, preparation: 'glue' } },
  holdout: { value: 0.2 },
  holdoutBy: { value: 'time' },
  eventTypes: { value: { ProductViewed: 'View' } },
  useCases: { value: { 'most-viewed': { metadata: true }, 'recommended-for-you': {} } },
  eventTracker: { value: true },
  metricAttribution: { value: { orders: { event: 'Purchase' } }, beside: { eventTracker: true } },
  filters: { value: FILTERS },
  trainingTimeoutHours: { value: 8 },
  kmsKeyArn: { value: 'arn:aws:kms:eu-west-1:111122223333:key/0123' },
  createKey: { value: true },
  versioned: { value: true },
  accessLogsBucket: { value: 'shop-access-logs' },
  logRetentionDays: { value: 365 },
  logKeyArn: { value: 'arn:aws:kms:eu-west-1:111122223333:key/0123' },
  vpcId: { value: 'vpc-2', beside: NETWORK },
  subnetIds: { value: ['subnet-3'], beside: NETWORK },
  securityGroupIds: { value: ['sg-1'], beside: NETWORK },
  stage: { value: 'test' },
  tags: { value: { team: 'b' } },
  retainData: { value: true },
  freshData: { value: true },
  freshDataSchedule: { value: 'rate(1 day)', beside: { freshData: true } },
  serving: { value: { 'best-sellers': 'lists' } },
  listsSchedule: { value: 'rate(1 day)', beside: { serving: 'lists' } },
  listsItems: { value: 'with-traffic', beside: { serving: 'lists' } },
  similarItems: { value: true },
  api: { value: API },
  diversify: { value: { by: 'CATEGORY_L1', max: 3 }, beside: { api: API } },
  promotions: { value: { sale: { filter: 'cheap', percent: 20 } }, beside: { api: API, filters: FILTERS } },
  shelves: { value: { home: 'best-sellers' }, beside: { api: API } },
  guests: { value: { perDay: 10 }, beside: { api: API } },
  experiment: { value: { share: 0.1 }, beside: { api: API } },
  ranking: { value: true },
  segments: { value: { items: ['i1'] } },
  batches: { value: true },
  runningHours: { value: HOURS },
  stopWhenIdleHours: { value: 3 },
  requestRate: { value: { min: 1, max: 10 } },
  watch: { value: true },
  notify: { value: ['owner@shop.test'] },
  dataAgeDays: { value: 2, beside: { watch: true } },
  monthlyBudget: { value: 1500 },
  busEvents: { value: true },
  force: { value: true },
};
