import type { Template } from 'aws-cdk-lib/assertions';
import { USE_CASE_NAMES } from '@ecommerce-recommenders/personalize/use-cases';
import { usdOf } from '@ecommerce-recommenders/personalize/charges';
import { PRICES } from '@ecommerce-recommenders/personalize/prices';
import { SHOP_METRICS, TRAINING_METRICS } from '@ecommerce-recommenders/shop-data/contracts/watch-metrics';
import { EVERY_SHOP } from '../support/every-shop';
import { idsOf, propertiesOf, resourcesOf, statementsOf } from '../support/resources';
import { synthesise } from '../support/synthesise';

interface AlarmProperties {
  readonly AlarmName: string;
  readonly AlarmDescription: unknown;
  readonly AlarmActions: unknown[];
  readonly MetricName: string;
  readonly Threshold: number;
}

const API = { origins: ['https://shop.example'] };
const WATCHED = { notify: 'owner@shop.test,ops@shop.test', monthlyBudget: 1500 };
const { template } = synthesise({ context: WATCHED });

const alarms = (from: Template) => propertiesOf<AlarmProperties>(from, 'AWS::CloudWatch::Alarm');
const bodyOf = (from: Template): string =>
  JSON.stringify(propertiesOf(from, 'AWS::CloudWatch::Dashboard')[0].DashboardBody);
const TYPES = [
  'Budgets::Budget',
  'CloudWatch::Alarm',
  'CloudWatch::Dashboard',
  'SNS::Topic',
  'SNS::Subscription',
].map((name) => `AWS::${name}`);

it.each([
  ['without addresses, tells a topic', { watch: true }, [0, 20, 1, 1, 0]],
  [
    'comes with an address, and has no notice of old data',
    { notify: 'a@shop.test', dataAgeDays: 0 },
    [0, 19, 1, 1, 1],
  ],
  ['comes with a budget', { monthlyBudget: 10 }, [1, 20, 1, 1, 0]],
])('watching, %s', (_what, context, counts) => {
  const { template: other } = synthesise({ context });
  expect(TYPES.map((type) => idsOf(other, type).length)).toEqual(counts);
});

it('adds to the stack and changes nothing of it', () => {
  const { template: without } = synthesise();
  expect(TYPES.flatMap((type) => idsOf(without, type))).toEqual([]);
  expect(resourcesOf(template)).toMatchObject(resourcesOf(without));
});

describe('each alarm', () => {
  it('has a name of its own in the account, tells the one topic, and says what to do', () => {
    const context = { ...EVERY_SHOP['everything at once'], shelves: { home: 'best-sellers' } };
    const { template: everything } = synthesise({ context });
    const names = alarms(everything).map(({ AlarmName }) => AlarmName);
    expect(names.length).toBeGreaterThan(30);
    expect(new Set(names).size).toBe(names.length);
    for (const { AlarmName, AlarmActions, AlarmDescription, MetricName } of alarms(everything)) {
      expect(MetricName).toEqual(expect.any(String));
      expect(AlarmName).toMatch(/^Shop-[a-z-]+$/);
      expect(AlarmActions).toEqual([{ Ref: idsOf(everything, 'AWS::SNS::Topic')[0] }]);
      expect(JSON.stringify(AlarmDescription)).toMatch(
        /[Ss]ee |Look |Fix |Ask |Raise |Deploy |Execute |The reason is in |says which /,
      );
    }
  });

  // Four fifths of five minutes' capacity; a twentieth of a day's, where it can be lowered.
  it.each<[object, Record<string, number>]>([
    [
      { useCases: { 'most-viewed': { minRecommendationRequestsPerSecond: 10 }, 'best-sellers': {} } },
      {
        'most-viewed-utilisation': 2_400,
        'most-viewed-low-utilisation': 43_200,
        'best-sellers-utilisation': 240,
      },
    ],
    [
      { useCases: 'most-viewed,best-sellers', requestRate: { 'best-sellers': { min: 2, max: 5 } } },
      { 'most-viewed-utilisation': 240, 'best-sellers-utilisation': 1_200 },
    ],
  ])(
    'that is about load goes by the rate that the use case provisions, at most: %j',
    (context, thresholds) => {
      const loads = alarms(synthesise({ context: { watch: true, ...context } }).template).filter(
        ({ AlarmName }) => AlarmName.endsWith('utilisation'),
      );
      expect(
        Object.fromEntries(loads.map(({ AlarmName, Threshold }) => [AlarmName.slice(5), Threshold])),
      ).toEqual(thresholds);
      expect(JSON.stringify(loads).includes('Raise max in requestRate')).toBe('requestRate' in context);
    },
  );
});

it('looks every hour, and costs about ten dollars a month with four recommenders', () => {
  const { template: other } = synthesise({ context: { watch: true } });
  const rules = propertiesOf(other, 'AWS::Events::Rule').map((rule) => rule.ScheduleExpression);
  expect(rules).toEqual(['rate(1 hour)']);
  const recommenders = idsOf(other, 'Custom::PersonalizeRecommender').length;
  expect(recommenders).toBe(4);
  const counts = {
    alarms: idsOf(other, 'AWS::CloudWatch::Alarm').length,
    dashboards: idsOf(other, 'AWS::CloudWatch::Dashboard').length,
    metrics: Object.keys(SHOP_METRICS).length + recommenders * Object.keys(TRAINING_METRICS).length,
  };
  const usd = (Object.keys(counts) as (keyof typeof counts)[]).map((name) =>
    usdOf(PRICES.items[name], counts[name]),
  );
  expect(Math.round(usd.reduce((sum, one) => sum + one))).toBe(10);
});

it('has a budget in dollars for Personalize, with two notices', () => {
  const [budget] = propertiesOf(template, 'AWS::Budgets::Budget');
  const currency = { 'Fn::FindInMap': [expect.any(String), { Ref: 'AWS::Partition' }, 'unit'] };
  expect(Object.values(template.findMappings('*'))).toEqual([
    { aws: { unit: 'USD' }, 'aws-cn': { unit: 'CNY' } },
  ]);
  expect(budget).toMatchObject({
    Budget: {
      BudgetLimit: { Amount: 1500, Unit: currency },
      CostFilters: { Service: ['Amazon Personalize'] },
      TimeUnit: 'MONTHLY',
    },
    NotificationsWithSubscribers: [{ Notification: { Threshold: 80 } }, { Notification: { Threshold: 100 } }],
  });
});

it('has the stack’s page of CloudWatch, with every recommender', () => {
  const { template: other } = synthesise({ context: { watch: true, useCases: USE_CASE_NAMES.join(',') } });
  expect(propertiesOf(other, 'AWS::CloudWatch::Dashboard')[0].DashboardName).toBe('Shop');
  const titles = ['Requests', 'Latency', 'Errors', 'Utilisation', 'Imports', 'Age of the data', 'NDCG'];
  for (const part of [...idsOf(other, 'Custom::PersonalizeRecommender'), ...titles])
    expect(bodyOf(other)).toContain(part);
});

const FIGURES = ['Impressions', 'Clicks', 'Orders', 'Revenue'].map(
  (metric) =>
    `SEARCH('{EcommerceRecommenders,Stack,Shelf,UseCase,Source} MetricName=\\\\\\"${metric}\\\\\\" Stack=\\\\\\"Shop\\\\\\"'`,
);
const DARK = { MetricName: 'DarkShelves', Threshold: 1, TreatMissingData: 'ignore' };
const USED_UP = { MetricName: 'GuestsUsedUp', Statistic: 'Sum', Period: 86_400 };
/** Alarms of every way in which runs may not come to their end. */
const endsOf = (name: string): object => ({
  [`${name}-broken-off`]: { MetricName: 'ExecutionsAborted' },
  [`${name}-failed`]: { MetricName: 'ExecutionsFailed' },
  [`${name}-timed-out`]: { MetricName: 'ExecutionsTimedOut' },
});
const RANKING = [
  ...['"RankingCampaign', 'PERIOD(requests4) / 3', 'GetPersonalizedRanking\\'],
  ...['RankingLatency', 'Ranking4xxErrors', 'Ranking5xxErrors'],
];

it.each<[string, setting: object, besides: object, added: object, words: string[]]>([
  [
    'answers of the API',
    { api: API },
    {},
    { 'api-errors': {}, 'api-fallbacks': {} },
    ['Latency of the API in ms'],
  ],
  ['dark shelves', { shelves: { home: 'best-sellers' } }, { api: API }, { 'shelf-dark': DARK }, FIGURES],
  [
    'used up guests',
    { guests: { perDay: 10 } },
    { api: API },
    { 'guests-used-up': USED_UP },
    ['GuestsUsedUp'],
  ],
  ['runs of lists', { serving: { 'best-sellers': 'lists' } }, {}, endsOf('lists'), ['Runs of the lists']],
  ['runs of segments', { segments: { items: ['i1'] } }, {}, endsOf('segments'), ['Runs of the segments']],
  ['runs of batches', { batches: true }, {}, endsOf('batches'), ['Runs of the batches']],
  ['runs of fresh data', { freshData: true }, {}, endsOf('fresh-data'), []],
  ['pauses', { stopWhenIdleHours: 3 }, {}, endsOf('pauses'), []],
  ['the ranking, by its rate', { ranking: { minRequestsPerSecond: 3 } }, {}, {}, RANKING],
])('has %s on the page, and its alarms, only where there is any', (_what, setting, besides, added, words) => {
  const { template: other } = synthesise({ context: { watch: true, ...besides, ...setting } });
  const { template: without } = synthesise({ context: { watch: true, ...besides } });
  const known = alarms(without).map(({ AlarmName }) => AlarmName);
  const further = alarms(other).filter(({ AlarmName }) => !known.includes(AlarmName));
  expect(further.map(({ AlarmName }) => AlarmName.slice('Shop-'.length))).toEqual(Object.keys(added));
  expect(further).toMatchObject(Object.values(added));
  expect(words.filter((word) => !bodyOf(other).includes(word))).toEqual([]);
  expect(words.filter((word) => bodyOf(without).includes(word))).toEqual([]);
  const reads = statementsOf(other).some(([, { Action }]) => Action === 'cloudwatch:GetMetricData');
  expect(reads).toBe('shelves' in setting);
});
