import { CloudWatch } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs';
import { CreateDatasetImportJobCommand, ListDatasetsCommand } from '@aws-sdk/client-personalize';
import { GetRecommendationsCommand, PersonalizeRuntimeClient } from '@aws-sdk/client-personalize-runtime';
import { LOCAL_REGION } from 'embedded-aws/environment';
import { STACK_NAME } from '@ecommerce-recommenders/shop-data/contracts/stack-name';
import type { Message } from 'embedded-aws/messages';
import { shopAssemblies, type Shop } from './shop-assemblies';
import { smallShop } from './small-shop';
import { startStormAccount, type StormAccount } from '@ecommerce-recommenders/tools/rehearse/storm-account';

const HOUR_MS = 3_600_000;
const settings = {
  api: { origins: ['https://shop.example'], rate: 10_000, burst: 5_000 },
  shelves: { home: 'most-viewed', seen: 'recently-viewed' },
  trainingTimeoutHours: 1,
  useCases: new Map([['most-viewed', {}]]),
  notify: ['owner@shop.test'],
  dataAgeDays: 1,
  monthlyBudget: 1_500,
} satisfies Omit<Shop, 'archive'>;
const SHOPS = shopAssemblies({
  shop: { ...settings, archive: smallShop() },
  // Changing an excluded column retrains.
  told: {
    ...settings,
    archive: smallShop(),
    notify: ['ops@shop.test', 'boss@shop.test'],
    dataAgeDays: 2,
    monthlyBudget: 2_000,
  },
  unwatched: { ...settings, archive: smallShop(), notify: [], monthlyBudget: 0 },
  changed: {
    ...settings,
    archive: smallShop(),
    useCases: new Map([['most-viewed', { excludedColumns: { ITEMS: ['PRICE'] } }]]),
  },
});
const recommenderArn = `arn:aws:personalize:us-east-1:123456789012:recommender/${STACK_NAME}-most-viewed`;

describe('a shop that is watched', () => {
  let account: StormAccount;
  let cloudWatch: CloudWatch;
  let logs: CloudWatchLogs;
  let runtime: PersonalizeRuntimeClient;
  beforeAll(async () => {
    account = await startStormAccount(Object.values(SHOPS));
    const config = { endpoint: account.aws.endpoint, region: LOCAL_REGION };
    cloudWatch = new CloudWatch(config);
    logs = new CloudWatchLogs(config);
    runtime = new PersonalizeRuntimeClient(config);
    expect(await account.create(SHOPS.shop)).toMatchObject({ status: 'CREATE_COMPLETE' });
  });
  afterAll(async () => {
    cloudWatch.destroy();
    logs.destroy();
    runtime.destroy();
    await account.close();
  });

  /** Turns the clock hour by hour, waiting for each: the monitoring function runs in between. */
  async function turnHours(hours: number): Promise<void> {
    const { clock } = account.aws;
    for (let hour = 0; hour < hours; hour += 1) {
      const endMs = clock.now() + HOUR_MS;
      await account.until(async () => clock.now() >= endMs);
    }
  }

  /** Subjects of the notices since the last call. */
  let seen = 0;
  async function notices(): Promise<string[]> {
    const response = await fetch(`${account.aws.endpoint}/_local/messages`);
    const messages = (await response.json()) as Message[];
    const fresh = messages.slice(seen);
    seen = messages.length;
    expect(new Set(fresh.map(({ endpoint }) => endpoint)).size).toBeLessThan(2);
    return fresh.map(({ subject = '' }) => subject);
  }
  const alarm = (name: string): string => `ALARM: "${STACK_NAME}-${name}" in us-east-1`;

  async function latest(
    MetricName: string,
    Namespace: string,
    dimensions: Record<string, string>,
  ): Promise<number> {
    const now = account.aws.clock.now();
    const { Datapoints = [] } = await cloudWatch.getMetricStatistics({
      Namespace,
      MetricName,
      Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
      StartTime: new Date(now - 3 * HOUR_MS),
      EndTime: new Date(now + HOUR_MS),
      Period: 60,
      Statistics: ['Maximum'],
    });
    return Datapoints.at(-1)?.Maximum ?? NaN;
  }

  it('says nothing while all is well, and puts what AWS does not publish (CW-5, CW-6)', async () => {
    await runtime.send(new GetRecommendationsCommand({ recommenderArn, userId: 'u1' }));
    await turnHours(3);
    expect(await notices()).toEqual([]);
    const Stack = { Stack: STACK_NAME };
    expect(await latest('FailedImports', STACK_NAME, Stack)).toBe(0);
    expect(await latest('DataAgeDays', STACK_NAME, Stack)).toBeLessThan(1);
    expect(await latest('MonthlyCostUsd', STACK_NAME, Stack)).toBeCloseTo(0.375 * 730);
    expect(await latest('Coverage', STACK_NAME, { ...Stack, UseCase: 'most-viewed' })).toBeGreaterThan(0);
    const { Metrics = [] } = await cloudWatch.listMetrics({});
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
    expect(await notices()).toEqual([alarm('shelf-dark')]);
    expect(await latest('DarkShelves', STACK_NAME, { Stack: STACK_NAME })).toBe(1);
    const { events = [] } = await logs.filterLogEvents({
      logGroupName: (await account.inventory())
        .find((entry) => /WatchingWatcherLogs/.test(entry))!
        .split(' ')[1],
      filterPattern: '"darkShelves"',
    });
    expect(JSON.parse(events.at(-1)!.message!)).toMatchObject({ darkShelves: ['home'] });
  });

  it('tells of an import that fails, once, and of a training that fails', async () => {
    const { datasets = [] } = await account.personalize.send(new ListDatasetsCommand({}));
    const items = datasets.find(({ datasetType }) => datasetType === 'ITEMS');
    const role = (await account.inventory()).find((entry) => entry.includes('DataImportRole'))!.split(' ')[1];
    await account.personalize.send(
      new CreateDatasetImportJobCommand({
        jobName: 'by-hand',
        datasetArn: items?.datasetArn,
        dataSource: { dataLocation: 's3://no-such-bucket/items.csv' },
        roleArn: `arn:aws:iam::123456789012:role/${role.replace(/^.*\//, '')}`,
      }),
    );
    await turnHours(3);
    expect(await notices()).toEqual([alarm('import-failed')]);

    account.aws.faults.set([{ fault: 'training-failure', reason: 'No room.' }]);
    expect((await account.update(SHOPS.changed)).reasons.join('\n')).toContain('No room.');
    account.aws.faults.set([]);
    await turnHours(3);
    expect(await notices()).toEqual([alarm('training-failed')]);
  });

  it('tells of requests that are refused', async () => {
    for (let minute = 0; minute < 20; minute += 1) {
      await account.aws.clock.advance(60_000);
      const refused = Array.from({ length: 5 }, () =>
        runtime.send(new GetRecommendationsCommand({ recommenderArn })).catch((error: Error) => error.name),
      );
      expect(new Set(await Promise.all(refused))).toEqual(new Set(['InvalidInputException']));
    }
    await account.until(async () => (await notices()).includes(alarm('most-viewed-client-errors')));
  });

  it('tells of data that grows old', async () => {
    await notices();
    await account.aws.clock.advance(24 * HOUR_MS);
    await turnHours(2);
    expect(await notices()).toContain(alarm('data-old'));
  });

  it('follows its settings, until nobody watches any more', async () => {
    const watching = async (): Promise<string[]> =>
      (await account.types()).filter((type) => /CloudWatch|SNS|Budgets/.test(type));
    const alarms = Array<string>(11).fill('AWS::CloudWatch::Alarm');
    expect(await account.update(SHOPS.told)).toMatchObject({ status: 'UPDATE_COMPLETE' });
    expect(await watching()).toEqual([
      'AWS::Budgets::Budget',
      ...alarms,
      'AWS::CloudWatch::Dashboard',
      ...Array<string>(2).fill('AWS::SNS::Subscription'),
      'AWS::SNS::Topic',
    ]);
    const { MetricAlarms } = await cloudWatch.describeAlarms({ AlarmNames: [`${STACK_NAME}-data-old`] });
    expect(MetricAlarms).toMatchObject([{ Threshold: 2 }]);
    expect(await account.update(SHOPS.unwatched)).toMatchObject({ status: 'UPDATE_COMPLETE' });
    expect(await watching()).toEqual([]);
  });

  it('leaves nothing when it is destroyed', async () => {
    expect(await account.destroy()).toMatchObject({ status: 'DELETE_COMPLETE', reasons: [] });
    expect(await account.inventory()).toEqual([]);
  });
});
