import type { Template } from 'aws-cdk-lib/assertions';
import { USE_CASE_NAMES } from '@ecommerce-recommenders/personalize/use-cases';
import { usdOf } from '@ecommerce-recommenders/personalize/charges';
import { PRICES } from '@ecommerce-recommenders/personalize/prices';
import { SHOP_METRICS, TRAINING_METRICS } from '@ecommerce-recommenders/shop-data/contracts/watch-metrics';
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

const alarms = (from = template) => propertiesOf<AlarmProperties>(from, 'AWS::CloudWatch::Alarm');
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
    const names = alarms().map(({ AlarmName }) => AlarmName);
    expect(new Set(names).size).toBe(names.length);
    for (const { AlarmName, AlarmActions, AlarmDescription, MetricName } of alarms()) {
      expect([AlarmName, MetricName]).not.toContain(undefined);
      expect(AlarmName).toMatch(/^Shop-[a-z-]+$/);
      expect(AlarmActions).toEqual([{ Ref: idsOf(template, 'AWS::SNS::Topic')[0] }]);
      expect(JSON.stringify(AlarmDescription)).toMatch(/[Ss]ee |Look |Fix |Ask |Raise |Deploy /);
    }
  });

  it('that is about load goes by the rate that the use case provisions', () => {
    const useCases = { 'most-viewed': { minRecommendationRequestsPerSecond: 10 }, 'best-sellers': {} };
    const { template: other } = synthesise({ context: { watch: true, useCases } });
    const thresholds = alarms(other)
      .filter(({ AlarmName }) => AlarmName.endsWith('utilisation'))
      .map(({ AlarmName, Threshold }) => [AlarmName, Threshold]);
    // Four fifths of five minutes' capacity; a twentieth of a day's, where it can be lowered.
    expect(thresholds).toEqual([
      ['Shop-most-viewed-utilisation', 2_400],
      ['Shop-most-viewed-low-utilisation', 43_200],
      ['Shop-best-sellers-utilisation', 240],
    ]);
  });
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

it('tells of a shelf that is dark, and has the shelves on the page, where any are counted', () => {
  const context = { watch: true, api: API, shelves: { home: 'best-sellers' } };
  const { template: other } = synthesise({ context });
  const [dark] = alarms(other).filter(({ AlarmName }) => AlarmName === 'Shop-shelf-dark');
  expect(dark).toMatchObject({ MetricName: 'DarkShelves', Threshold: 1, TreatMissingData: 'ignore' });
  expect(JSON.stringify(dark.AlarmDescription)).toContain('Look at a page with it');
  for (const metric of ['Impressions', 'Clicks', 'Orders', 'Revenue'])
    expect(bodyOf(other)).toContain(
      `SEARCH('{EcommerceRecommenders,Stack,Shelf,UseCase,Source} MetricName=\\\\\\"${metric}\\\\\\" Stack=\\\\\\"Shop\\\\\\"'`,
    );
  const read = statementsOf(other).filter(([, { Action }]) => Action === 'cloudwatch:GetMetricData');
  expect(read).toHaveLength(1);
  const { template: without } = synthesise({ context: { ...context, shelves: {} } });
  expect(JSON.stringify(without.toJSON())).not.toMatch(/shelf-dark|GetMetricData|Impressions of shelves/);
});

it('tells when the guests of a day are used up, and draws it, where there are guests', () => {
  const context = { watch: true, api: API, guests: { perDay: 10 } };
  const { template: other } = synthesise({ context });
  const [usedUp] = alarms(other).filter(({ AlarmName }) => AlarmName === 'Shop-guests-used-up');
  expect(usedUp).toMatchObject({ MetricName: 'GuestsUsedUp', Statistic: 'Sum', Period: 86_400 });
  expect(bodyOf(other)).toContain('GuestsUsedUp');
  const { template: without } = synthesise({ context: { ...context, guests: '' } });
  expect(JSON.stringify(without.toJSON())).not.toMatch(/guests-used-up|GuestsUsedUp/);
});

it('has the ranking on the page beside the recommenders, with the rate that its campaign provisions', () => {
  const { template: other } = synthesise({ context: { watch: true, ranking: { minRequestsPerSecond: 3 } } });
  const body = bodyOf(other);
  const [campaign] = idsOf(other, 'Custom::PersonalizeCampaign');
  expect(body.split(`"${campaign}"`)).toHaveLength(6);
  for (const metric of ['GetPersonalizedRanking\\', 'RankingLatency', 'Ranking4xxErrors', 'Ranking5xxErrors'])
    expect(body).toContain(metric);
  expect(body).toMatch(/PERIOD\(requests4\) \/ 3/);
});
