import { recommenderArnOf, shopAccount } from './shop-account';
import { shopAssemblies } from './shop-assemblies';
import { smallShop } from './small-shop';

const HOUR_MS = 3_600_000;
const settings = { archive: smallShop(), trainingTimeoutHours: 1, useCases: 'most-viewed' };
const requestRate = { min: 1, max: 5 };
const SHOPS = shopAssemblies({
  shop: { ...settings, requestRate },
  described: { ...settings, requestRate, useCases: { 'most-viewed': { metadata: true } } },
  narrower: { ...settings, requestRate: { min: 3, max: 5 } },
  plain: settings,
});
const recommenderArn = recommenderArnOf('most-viewed');

describe('a provisioned rate that follows use', () => {
  const account = shopAccount(SHOPS);
  let raised = 1;
  beforeAll(() => account.created(SHOPS.shop));

  const rate = async (): Promise<number | undefined> =>
    (await account.described(recommenderArn)).recommenderConfig?.minRecommendationRequestsPerSecond;
  const becomes = (wanted: number): Promise<void> => account.until(async () => (await rate()) === wanted);
  const hours = async (count: number): Promise<void> => {
    const endMs = account.aws.clock.now() + count * HOUR_MS;
    await account.until(async () => account.aws.clock.now() >= endMs);
  };
  /** At the same time by the account's clock, or over the boundary of two periods: half of them need two a second. */
  const ask = async (times: number): Promise<void> => {
    for (let at = 0; at < times; at += 20)
      await Promise.all(Array.from({ length: 20 }, () => account.ask('most-viewed', { numResults: 1 })));
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
    await account.updated(SHOPS.described);
    expect(await rate()).toBe(raised);
  });

  it('is lowered once they are three hours ago, and what it cost above a minimum of 1 is a metric', async () => {
    await becomes(1);
    const usd = await account.metric('UsdAboveMinimumOf1', 'Maximum', 'most-viewed');
    // The requests an hour of the raised rate beyond the 4,000 that are included; of the lowest rate there are none.
    expect(Math.max(...usd)).toBeCloseTo((3.6 * raised - 4) * 0.0833);
  });

  it('is not touched while the stack is deployed, and moves into new bounds by the deployment', async () => {
    await account.personalize.updateRecommender({
      recommenderArn,
      recommenderConfig: { minRecommendationRequestsPerSecond: 2 },
    });
    account.aws.requests.clear();
    await account.updated(SHOPS.narrower);
    expect(await rate()).toBe(3);
    expect(updates()).toBe(1);
  });

  it('is that of the options again without the setting, and leaves nothing', async () => {
    await account.updated(SHOPS.plain);
    expect(await rate()).toBe(1);
    expect((await account.inventory()).filter((line) => line.includes('RequestRate'))).toEqual([]);
    await account.gone();
  });
});
