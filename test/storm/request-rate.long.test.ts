import { CloudWatch } from '@aws-sdk/client-cloudwatch';
import { DescribeRecommenderCommand, UpdateRecommenderCommand } from '@aws-sdk/client-personalize';
import { GetRecommendationsCommand, PersonalizeRuntimeClient } from '@aws-sdk/client-personalize-runtime';
import { LOCAL_REGION } from 'embedded-aws/environment';
import { STACK_NAME } from '@ecommerce-recommenders/shop-data/contracts/stack-name';
import { shopAssemblies } from './shop-assemblies';
import { smallShop } from './small-shop';
import { startStormAccount, type StormAccount } from '@ecommerce-recommenders/tools/rehearse/storm-account';

const HOUR_MS = 3_600_000;
const settings = { archive: smallShop(), trainingTimeoutHours: 1, useCases: 'most-viewed' };
const requestRate = { min: 1, max: 5 };
const SHOPS = shopAssemblies({
  shop: { ...settings, requestRate },
  described: { ...settings, requestRate, useCases: { 'most-viewed': { metadata: true } } },
  narrower: { ...settings, requestRate: { min: 3, max: 5 } },
  plain: settings,
});
const recommenderArn = `arn:aws:personalize:${LOCAL_REGION}:123456789012:recommender/${STACK_NAME}-most-viewed`;

describe('a provisioned rate that follows use', () => {
  let account: StormAccount;
  let raised = 1;
  beforeAll(async () => {
    account = await startStormAccount(Object.values(SHOPS));
    expect(await account.create(SHOPS.shop)).toMatchObject({ status: 'CREATE_COMPLETE', reasons: [] });
  });
  afterAll(() => account.close());

  const rate = async (): Promise<number | undefined> => {
    const { recommender } = await account.personalize.send(
      new DescribeRecommenderCommand({ recommenderArn }),
    );
    return recommender!.recommenderConfig?.minRecommendationRequestsPerSecond;
  };
  const becomes = (wanted: number): Promise<void> => account.until(async () => (await rate()) === wanted);
  const hours = async (count: number): Promise<void> => {
    const endMs = account.aws.clock.now() + count * HOUR_MS;
    await account.until(async () => account.aws.clock.now() >= endMs);
  };
  /** At the same time by the account's clock, or over the boundary of two periods: half of them need two a second. */
  const ask = async (times: number): Promise<void> => {
    const once = new GetRecommendationsCommand({ recommenderArn, userId: 'u1', numResults: 1 });
    for (let at = 0; at < times; at += 20)
      await Promise.all(
        Array.from({ length: 20 }, () => account.client(PersonalizeRuntimeClient).send(once)),
      );
  };
  const updates = (): number =>
    account.aws.requests.list().filter(({ operation }) => operation === 'UpdateRecommender').length;

  it('is the least at first, and stays so while nobody asks', async () => {
    expect(await rate()).toBe(1);
    await hours(3);
    expect(await rate()).toBe(1);
    expect(updates()).toBe(0);
  });

  it('is raised for the busiest minutes, and a deployment leaves it so', async () => {
    // With the headroom of a quarter just below three a second, also with the one request that looks after the update.
    await ask(700);
    await account.until(async () => ((await rate()) ?? 1) > 1);
    raised = (await rate())!;
    expect(await account.update(SHOPS.described)).toMatchObject({ status: 'UPDATE_COMPLETE', reasons: [] });
    expect(await rate()).toBe(raised);
  });

  it('is lowered once they are three hours ago, and what it cost above a minimum of 1 is a metric', async () => {
    await becomes(1);
    const nowMs = account.aws.clock.now();
    const { Datapoints = [] } = await account.client(CloudWatch).getMetricStatistics({
      Namespace: 'EcommerceRecommenders',
      MetricName: 'UsdAboveMinimumOf1',
      Dimensions: [
        { Name: 'Stack', Value: STACK_NAME },
        { Name: 'UseCase', Value: 'most-viewed' },
      ],
      StartTime: new Date(nowMs - 24 * HOUR_MS),
      EndTime: new Date(nowMs),
      Period: 3_600,
      Statistics: ['Maximum'],
    });
    // The requests an hour of the raised rate beyond the 4,000 that are included; of the lowest rate there are none.
    expect(Math.max(...Datapoints.map(({ Maximum = 0 }) => Maximum))).toBeCloseTo(
      (3.6 * raised - 4) * 0.0833,
    );
  });

  it('is not touched while the stack is deployed, and moves into new bounds by the deployment', async () => {
    await account.personalize.send(
      new UpdateRecommenderCommand({
        recommenderArn,
        recommenderConfig: { minRecommendationRequestsPerSecond: 2 },
      }),
    );
    account.aws.requests.clear();
    expect(await account.update(SHOPS.narrower)).toMatchObject({ status: 'UPDATE_COMPLETE', reasons: [] });
    expect(await rate()).toBe(3);
    expect(updates()).toBe(1);
  });

  it('is that of the options again without the setting, and leaves nothing', async () => {
    expect(await account.update(SHOPS.plain)).toMatchObject({ status: 'UPDATE_COMPLETE', reasons: [] });
    expect(await rate()).toBe(1);
    expect((await account.inventory()).filter((line) => line.includes('RequestRate'))).toEqual([]);
    expect(await account.destroy()).toMatchObject({ status: 'DELETE_COMPLETE', reasons: [] });
    expect(await account.inventory()).toEqual([]);
  });
});
