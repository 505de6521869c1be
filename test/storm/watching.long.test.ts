import { CloudWatch } from '@aws-sdk/client-cloudwatch';
import { CreateDatasetImportJobCommand, ListDatasetsCommand } from '@aws-sdk/client-personalize';
import { GetRecommendationsCommand, PersonalizeRuntimeClient } from '@aws-sdk/client-personalize-runtime';
import { LOCAL_REGION } from 'embedded-aws/environment';
import { STACK_NAME } from '@ecommerce-recommenders/shop-data/contracts/stack-name';
import type { Settings } from '@ecommerce-recommenders/shop-data/contracts/settings/settings';
import type { Message } from 'embedded-aws/messages';
import { shopAssemblies } from './shop-assemblies';
import { smallShop } from './small-shop';
import { startStormAccount, type StormAccount } from './storm-account';

const HOUR_MS = 3_600_000;
const settings: Partial<Settings> = {
  trainingTimeoutHours: 1,
  useCases: new Map([['most-viewed', {}]]),
  notify: ['owner@shop.test'],
  dataAgeDays: 1,
  monthlyBudget: 1_500,
};
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
  let runtime: PersonalizeRuntimeClient;
  beforeAll(async () => {
    account = await startStormAccount(Object.values(SHOPS));
    const config = { endpoint: account.aws.endpoint, region: LOCAL_REGION };
    cloudWatch = new CloudWatch(config);
    runtime = new PersonalizeRuntimeClient(config);
    expect(await account.create(SHOPS.shop)).toMatchObject({ status: 'CREATE_COMPLETE' });
  });
  afterAll(async () => {
    cloudWatch.destroy();
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

  it('tells of an import that fails, once, and of a training that fails (CW-11)', async () => {
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
    const alarms = Array<string>(8).fill('AWS::CloudWatch::Alarm');
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
