import { USE_CASE_NAMES } from '@ecommerce-recommenders/personalize/use-cases';

const EVENTS_AND_FILTERS = {
  eventTracker: true,
  metricAttribution: { orders: { event: 'Purchase' } },
  filters: { cheap: 'INCLUDE ItemID WHERE Items.PRICE < 10' },
};
const IN_BATCH = { segments: '{"items":["i1"]}', batches: 'true' };
const LISTS = { serving: 'lists', filters: EVENTS_AND_FILTERS.filters };
const GLUE = { source: 's3://shop-exports/day/', preparation: 'glue' };
const API = { origins: ['https://shop.example'] };
const JWT = { issuer: 'https://login.shop.example', audience: ['shop'] };
const EXPERIMENT = { api: API, experiment: { share: 0.1 } };
const PAUSES = {
  runningHours: { from: '08:00', to: '20:00', timeZone: 'Asia/Seoul' },
  stopWhenIdleHours: 3,
};
const WATCHED = { notify: 'owner@shop.test', monthlyBudget: 1500 };

/** Settings that the rules of cdk-nag look at. */
export const NAG_SHOPS = {
  'the defaults': {},
  'all five use cases': { useCases: USE_CASE_NAMES.join(',') },
  'events and filters': EVENTS_AND_FILTERS,
  'fresh data as it arrives': { freshData: true },
  'running hours and stops for want of requests': PAUSES,
  'CSV parts': { source: GLUE.source },
  'a Glue job': GLUE,
  lists: LISTS,
  'segments and batches': IN_BATCH,
  'an API': { api: API },
  'an API for users with a JWT': { api: { ...API, jwt: JWT } },
  'an experiment': EXPERIMENT,
  'notices and a budget': WATCHED,
  'everything at once': { ...EVENTS_AND_FILTERS, freshData: true, ...PAUSES, ...WATCHED, createKey: true },
  'a key of the stack': { createKey: true },
  'a key that exists': { kmsKeyArn: 'arn:aws:kms:eu-west-1:111122223333:key/0123' },
  'all that is accepted': {
    ...{ ...EVENTS_AND_FILTERS, ...PAUSES, ...GLUE, ...WATCHED, ...EXPERIMENT, ...IN_BATCH },
    ...{ freshData: true, serving: '{"best-sellers":"lists"}' },
  },
} as const;
