import { CloudWatch } from '@aws-sdk/client-cloudwatch';
import { STACK_NAME } from '@ecommerce-recommenders/shop-data/contracts/stack-name';
import { shopAccount } from './shop-account';
import { shopAssemblies } from './shop-assemblies';
import { smallShop } from './small-shop';

const HOUR_MS = 3_600_000;
const settings = {
  archive: smallShop(),
  api: { origins: ['https://shop.example'], rate: 10_000, burst: 5_000 },
  shelves: { home: 'most-viewed', seen: 'recently-viewed' },
  trainingTimeoutHours: 1,
  useCases: 'most-viewed',
  notify: ['owner@shop.test'],
  dataAgeDays: 1,
  monthlyBudget: 1_500,
};
const SHOPS = shopAssemblies({
  shop: settings,
  told: {
    ...settings,
    notify: ['ops@shop.test', 'boss@shop.test'],
    dataAgeDays: 2,
    monthlyBudget: 2_000,
  },
  unwatched: { ...settings, notify: [], monthlyBudget: 0 },
});

describe('a shop that is watched', () => {
  const account = shopAccount(SHOPS);
  beforeAll(() => account.created(SHOPS.shop));

  /** Turns the clock hour by hour, waiting for each: the monitoring function runs in between. */
  async function turnHours(hours: number): Promise<void> {
    const { clock } = account.aws;
    for (let hour = 0; hour < hours; hour += 1) {
      const endMs = clock.now() + HOUR_MS;
      await account.until(async () => clock.now() >= endMs);
    }
  }

  /** Subjects of the notices so far. */
  const notices = async (): Promise<(string | undefined)[]> =>
    (await account.messages()).map(({ subject }) => subject);

  /** The latest value of a metric of the stack. */
  const latest = async (name: string, useCase?: string): Promise<number | undefined> =>
    (await account.metric(name, 'Maximum', useCase)).at(-1);

  it('says nothing while all is well, and puts what AWS does not publish (CW-5, CW-6)', async () => {
    await account.ask('most-viewed');
    await turnHours(3);
    expect(await notices()).toEqual([]);
    expect(await latest('FailedImports')).toBe(0);
    expect(await latest('DataAgeDays')).toBeLessThan(1);
    expect(await latest('MonthlyCostUsd')).toBeCloseTo(0.375 * 730);
    expect(await latest('Coverage', 'most-viewed')).toBeGreaterThan(0);
    const { Metrics = [] } = await account.client(CloudWatch).listMetrics({});
    const published = new Set(Metrics.map(({ Namespace, MetricName }) => `${Namespace} ${MetricName}`));
    expect([...published]).toEqual(
      expect.arrayContaining([
        'AWS/Personalize GetRecommendations',
        'AWS/Personalize GetRecommendationsLatency',
        'AWS/Personalize DatasetImportJobExecutionTime',
        'AWS/Lambda Invocations',
        'AWS/States ExecutionsSucceeded',
      ]),
    );
  });

  it('tells of a shelf that goes dark while the API is asked, by its name in the log', async () => {
    const { ApiUrl } = await account.outputs();
    const post = async (body: object): Promise<number> => {
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch(`${ApiUrl}/events`, { method: 'POST', headers, body: JSON.stringify(body) });
      await answer.arrayBuffer();
      return answer.status;
    };
    const show = (shelf: string, useCase: string, from: string): Promise<number> =>
      post({
        session: 'session-of-a-visitor',
        events: [{ type: 'Impression', itemId: 'i1', shelf, useCase, from }],
      });
    expect(await show('home', 'most-viewed', 'live')).toBe(202);
    await turnHours(1);
    // Whatever is answered, a page asks.
    for (let asked = 0; asked < 2_000; asked += 20) {
      const answers = await Promise.all(Array.from({ length: 20 }, () => post({})));
      expect(new Set(answers)).toEqual(new Set([400]));
    }
    expect(await show('seen', 'recently-viewed', 'given')).toBe(202);
    await turnHours(3);
    expect(await notices()).toEqual([`ALARM: "${STACK_NAME}-shelf-dark" in us-east-1`]);
    expect(await latest('DarkShelves')).toBe(1);
    const said = await account.logged('WatchingWatcherLogs', '"darkShelves"');
    expect(JSON.parse(said.at(-1)!)).toMatchObject({ darkShelves: ['home'] });
  });

  it('follows its settings, until nobody watches any more, and leaves nothing', async () => {
    const watching = async (): Promise<string[]> =>
      (await account.types()).filter((type) => /CloudWatch|SNS|Budgets/.test(type));
    const alarms = Array<string>(11).fill('AWS::CloudWatch::Alarm');
    await account.updated(SHOPS.told);
    expect(await watching()).toEqual([
      'AWS::Budgets::Budget',
      ...alarms,
      'AWS::CloudWatch::Dashboard',
      ...Array<string>(2).fill('AWS::SNS::Subscription'),
      'AWS::SNS::Topic',
    ]);
    const AlarmNames = [`${STACK_NAME}-data-old`];
    const { MetricAlarms } = await account.client(CloudWatch).describeAlarms({ AlarmNames });
    expect(MetricAlarms).toMatchObject([{ Threshold: 2 }]);
    await account.updated(SHOPS.unwatched);
    expect(await watching()).toEqual([]);
    await account.gone();
  });
});
