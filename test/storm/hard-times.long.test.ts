import { USE_CASE_NAMES, USE_CASES } from '@ecommerce-recommenders/personalize/use-cases';
import { DATASET_PREFIX } from '@ecommerce-recommenders/shop-data/data/datasets';
import { PREPARED_FILES } from '@ecommerce-recommenders/shop-data/data/preparation/prepared-output';
import { datasetGroupArn, recommenderArnOf, shopAccount, type ShopAccount } from './shop-account';
import { shopAssemblies } from './shop-assemblies';
import { smallShop } from './small-shop';
import { Tally } from './tally';

const settings = { archive: smallShop(), trainingTimeoutHours: 1 };
const filtered = { ...settings, filters: { cheap: 'INCLUDE ItemID WHERE Items.PRICE < 20' } };
const SHOPS = shopAssemblies({
  shop: settings,
  dearer: { ...settings, archive: smallShop({ price: 99 }) },
  withoutPurchases: { ...settings, archive: smallShop({ events: ['ProductViewed'] }) },
  withAll: { ...settings, useCases: USE_CASE_NAMES },
  filtered,
  tracked: { ...filtered, eventTracker: true },
});
const BY_HAND = {
  name: 'by-hand',
  datasetGroupArn,
  recipeArn: `arn:aws:personalize:::recipe/${USE_CASES['best-sellers'].recipe}`,
};
const filterExpression = 'INCLUDE ItemID WHERE Items.PRICE > 50';

describe('the stack in hard times', () => {
  const tally = new Tally('hard-times');
  const account = shopAccount(SHOPS, {
    each: true,
    atEnd: async () => {
      account.aws.faults.set([]);
      const { status, calls } = await account.destroy();
      const left = await account.inventory();
      tally.add(expect.getState().currentTestName ?? '', { end: 'succeeded', left: left.length, calls });
      expect([status, left]).toEqual(['DELETE_COMPLETE', []]);
    },
  });
  afterAll(() => tally.write());

  /** Length of the most viewed list after a filter. */
  const recommended = async (filterArn?: string): Promise<number> =>
    (await account.ask('most-viewed', { filterArn, numResults: 5 })).length;

  it('is destroyed after a deployment that failed', async () => {
    const { status, reasons } = await account.create(SHOPS.withoutPurchases);
    expect(status).toBe('ROLLBACK_COMPLETE');
    expect(reasons.join()).toContain(
      'Dataset has fewer than 1000 interactions after filtering by event type: Purchase',
    );
  });

  it('has nothing written into its bucket by a preparation that goes on when the stack turns back', async () => {
    const caller = '*PrepareData*';
    account.aws.faults.set([
      { fault: 'access-denied', operation: 'CreateDatasetGroup' },
      // The preparation keeps reading while the stack rolls back; its Delete, and the bucket's, come later.
      { fault: 'latency', service: 's3', operation: 'GetObject', caller, ms: 3 * 60_000 },
      { fault: 'latency', service: 's3', operation: 'DeleteObjects', caller, ms: 4 * 60_000 },
    ]);
    const { status, reasons } = await account.create(SHOPS.shop);
    expect(status).toBe('ROLLBACK_COMPLETE');
    expect(reasons.join()).toContain('CreateDatasetGroup');
    const calls = account.aws.requests.list().filter((one) => one.caller.includes('PrepareData'));
    const operations = calls.map(({ operation }) => operation);
    expect(operations).toContain('DescribeStacks');
    expect(operations).not.toContain('PutObject');
  });

  it('is destroyed while it is being deployed', async () => {
    await account.begin(SHOPS.shop, 'create');
    await account.until(async () => (await account.types()).includes('AWS::Personalize::Dataset'));
    expect((await account.destroy()).status).toBe('DELETE_COMPLETE');
  });

  it('is destroyed after somebody deleted its dataset group by hand, with all that was in it', async () => {
    await account.created(SHOPS.shop);
    const { personalize } = account;
    const isGone = async (type: string): Promise<boolean> => !(await account.types()).includes(type);
    for (const { recommenderArn } of await account.recommenders())
      await personalize.deleteRecommender({ recommenderArn });
    await account.until(() => isGone('AWS::Personalize::Recommender'));
    const { datasets = [] } = await personalize.listDatasets({ datasetGroupArn });
    for (const { datasetArn } of datasets) await personalize.deleteDataset({ datasetArn });
    await account.until(() => isGone('AWS::Personalize::Dataset'));
    await personalize.deleteDatasetGroup({ datasetGroupArn });
    await account.until(() => isGone('AWS::Personalize::DatasetGroup'));
  });

  it.each<[string, (account: ShopAccount) => Promise<unknown>]>([
    ['a filter', ({ personalize }) => personalize.createFilter({ ...BY_HAND, filterExpression })],
    ['an event tracker', ({ personalize }) => personalize.createEventTracker(BY_HAND)],
    [
      'a stopped recommender',
      ({ personalize }) => personalize.stopRecommender({ recommenderArn: recommenderArnOf('most-viewed') }),
    ],
    ['a file in the data bucket', ({ put }) => put('by-hand', 'by hand')],
  ])('is destroyed with what others have left: %s', async (_what, leave) => {
    await account.created(SHOPS.shop);
    await leave(account);
    await account.gone();
    await account.created(SHOPS.shop);
  });

  it('is not destroyed with a recommender that somebody else has made, which it names', async () => {
    await account.created(SHOPS.shop);
    const { recommenderArn } = await account.personalize.createRecommender(BY_HAND);
    const { status, reasons } = await account.destroy();
    expect([status, reasons.join()]).toEqual(['DELETE_FAILED', expect.stringContaining(recommenderArn!)]);
    await account.personalize.deleteRecommender({ recommenderArn });
  });

  it('is destroyed twice at a time, and once more', async () => {
    await account.created(SHOPS.shop);
    const both = await Promise.all([account.destroy(), account.destroy()]);
    expect(both.map(({ status }) => status)).toEqual(['DELETE_COMPLETE', 'DELETE_COMPLETE']);
  });

  it('is deployed again after a destroy that failed', async () => {
    await account.created(SHOPS.shop);
    account.aws.faults.set([{ fault: 'function-crash', function: '*CoreProvideronEvent*', times: 1 }]);
    expect((await account.destroy()).status).toBe('DELETE_FAILED');
    await account.gone();
    await account.created(SHOPS.shop);
  });

  it('goes on serving when the training of another recommender fails', async () => {
    await account.created(SHOPS.shop);
    const before = await account.inventory();
    const failing = { fault: 'training-failure', useCase: 'recommended-for-you', reason: 'Too bad' } as const;
    const reasons = await account.turnedBack(SHOPS.withAll, [failing]);
    expect(reasons).toContain('Too bad');
    const [, logGroup] = /Logs: (\S+) \(/.exec(reasons) ?? [];
    expect(before).toContain(`AWS::Logs::LogGroup ${logGroup}`);
    expect(await account.inventory()).toEqual(before);
  });

  it('fails to add a recommender while all five places are taken, and adds it when one is free', async () => {
    await account.created(SHOPS.shop);
    const { recommenderArn } = await account.personalize.createRecommender(BY_HAND);
    expect(await account.turnedBack(SHOPS.withAll)).toContain('LimitExceededException');
    await account.personalize.deleteRecommender({ recommenderArn });
    await account.updated(SHOPS.withAll);
  });

  it('serves the data of one archive only: the old one if an import fails, then the new one', async () => {
    await account.created(SHOPS.shop);
    const { filterArn } = await account.personalize.createFilter({ ...BY_HAND, filterExpression });
    await account.until(async () => (await recommended(filterArn).catch(() => undefined)) === 0);
    await account.turnedBack(SHOPS.dearer, [{ fault: 'import-failure', datasetType: 'ITEMS', times: 1 }]);
    expect(await recommended(filterArn)).toBe(0);
    await account.updated(SHOPS.dearer);
    expect(await recommended(filterArn)).toBe(5);
  });

  it('has the old files in its bucket when the preparation of the new ones breaks off', async () => {
    await account.created(SHOPS.shop);
    const files = (): Promise<string[]> =>
      Promise.all(PREPARED_FILES.map((file) => account.read(`${DATASET_PREFIX}${file}`)));
    const before = await files();
    // Three strikes are one call with its retries, for the third file.
    await account.turnedBack(SHOPS.dearer, [
      { fault: 'server-error', service: 's3', operation: 'PutObject', after: 2, times: 3 },
    ]);
    expect(await files()).toEqual(before);
  });

  describe('whose new permissions do not work yet,', () => {
    beforeEach(async () => {
      await account.created(SHOPS.filtered);
      // The role of all add-ons is in use when the policy of the event tracker is attached to it.
      const role = '*AddOnsProviderHandlerRole*';
      account.aws.faults.set([{ fault: 'policy-propagation', role, seconds: 60 }]);
    });
    const trackers = async (): Promise<(string | undefined)[]> =>
      (await account.personalize.listEventTrackers({})).eventTrackers!.map(({ name }) => name);

    it('makes its event tracker once they do', async () => {
      await account.updated(SHOPS.tracked);
      expect(await trackers()).toEqual(['EcommerceRecommenders-events']);
      await account.updated(SHOPS.filtered);
      expect(await trackers()).toEqual([]);
    });

    it('leaves the event tracker of somebody else alone', async () => {
      await account.personalize.createEventTracker({ name: 'theirs', datasetGroupArn });
      // Old enough for its tags to be certain.
      await account.aws.clock.advance(3_600_000);
      const reasons = await account.turnedBack(SHOPS.tracked);
      expect(reasons).toContain('which this stack did not create');
      // Before there was an id: with one, CloudFormation would have sent a Delete.
      expect(reasons).toContain('AddOnsProvideronEvent');
      expect(await trackers()).toEqual(['theirs']);
    });
  });
});
