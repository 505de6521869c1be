import {
  CreateFilterCommand,
  CreateRecommenderCommand,
  DeleteDatasetCommand,
  DeleteDatasetGroupCommand,
  DeleteRecommenderCommand,
  ListDatasetsCommand,
  ListRecommendersCommand,
} from '@aws-sdk/client-personalize';
import { GetRecommendationsCommand, PersonalizeRuntimeClient } from '@aws-sdk/client-personalize-runtime';
import { LOCAL_REGION } from 'embedded-aws/environment';
import { PREPARED_FILES } from '@ecommerce-recommenders/shop-data/data/preparation/prepared-output';
import { DATASET_PREFIX } from '@ecommerce-recommenders/shop-data/data/datasets';
import { USE_CASE_NAMES, USE_CASES } from '@ecommerce-recommenders/personalize/use-cases';
import { shopAssemblies } from './shop-assemblies';
import { smallShop } from './small-shop';
import { startStormAccount, type StormAccount } from '@ecommerce-recommenders/tools/rehearse/storm-account';
import { Tally } from './tally';

const settings = { trainingTimeoutHours: 1 };
const SHOPS = shopAssemblies({
  shop: { ...settings, archive: smallShop() },
  dearer: { ...settings, archive: smallShop({ price: 99 }) },
  withoutPurchases: { ...settings, archive: smallShop({ events: ['ProductViewed'] }) },
  withAll: { ...settings, archive: smallShop(), useCases: USE_CASE_NAMES },
});
const PERSONALIZE = `arn:aws:personalize:${LOCAL_REGION}:123456789012`;
const datasetGroupArn = `${PERSONALIZE}:dataset-group/EcommerceRecommenders-shop`;
const recommenderArn = `${PERSONALIZE}:recommender/EcommerceRecommenders-most-viewed`;

describe('the stack in hard times', () => {
  const tally = new Tally('hard-times');
  let account: StormAccount;
  beforeEach(async () => {
    account = await startStormAccount(Object.values(SHOPS));
  });
  afterEach(async () => {
    account.aws.faults.set([]);
    const { status, calls } = await account.destroy();
    const left = await account.inventory();
    tally.add(expect.getState().currentTestName ?? '', { end: 'succeeded', left: left.length, calls });
    await account.close();
    expect([status, left]).toEqual(['DELETE_COMPLETE', []]);
  });
  afterAll(() => tally.write());

  /** Length of the most viewed list after a filter. */
  const recommended = async (filterArn?: string): Promise<number | undefined> => {
    const query = new GetRecommendationsCommand({ recommenderArn, filterArn, userId: 'u1', numResults: 5 });
    return (await account.client(PersonalizeRuntimeClient).send(query)).itemList?.length;
  };
  const addRecommender = (): Promise<unknown> =>
    account.personalize.send(
      new CreateRecommenderCommand({
        name: 'by-hand',
        datasetGroupArn,
        recipeArn: `arn:aws:personalize:::recipe/${USE_CASES['best-sellers'].recipe}`,
      }),
    );

  it('is destroyed after a deployment that failed', async () => {
    const { status, reasons } = await account.create(SHOPS.withoutPurchases);
    expect(status).toBe('ROLLBACK_COMPLETE');
    expect(reasons.join()).toContain('fewer than 1000 interactions');
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
    await account.create(SHOPS.shop);
    const { personalize } = account;
    const isGone = async (type: string): Promise<boolean> => !(await account.types()).includes(type);
    const { recommenders = [] } = await personalize.send(new ListRecommendersCommand({ datasetGroupArn }));
    for (const { recommenderArn } of recommenders)
      await personalize.send(new DeleteRecommenderCommand({ recommenderArn }));
    await account.until(() => isGone('AWS::Personalize::Recommender'));
    const { datasets = [] } = await personalize.send(new ListDatasetsCommand({ datasetGroupArn }));
    for (const { datasetArn } of datasets) await personalize.send(new DeleteDatasetCommand({ datasetArn }));
    await account.until(() => isGone('AWS::Personalize::Dataset'));
    await personalize.send(new DeleteDatasetGroupCommand({ datasetGroupArn }));
    await account.until(() => isGone('AWS::Personalize::DatasetGroup'));
  });

  it('is destroyed twice at a time, and once more', async () => {
    await account.create(SHOPS.shop);
    const both = await Promise.all([account.destroy(), account.destroy()]);
    expect(both.map(({ status }) => status)).toEqual(['DELETE_COMPLETE', 'DELETE_COMPLETE']);
  });

  it('is deployed again after a destroy that failed', async () => {
    await account.create(SHOPS.shop);
    account.aws.faults.set([{ fault: 'function-crash', function: '*CoreProvideronEvent*', times: 1 }]);
    expect((await account.destroy()).status).toBe('DELETE_FAILED');
    expect((await account.destroy()).status).toBe('DELETE_COMPLETE');
    expect((await account.create(SHOPS.shop)).status).toBe('CREATE_COMPLETE');
  });

  it('goes on serving when the training of another recommender fails', async () => {
    await account.create(SHOPS.shop);
    const before = await account.inventory();
    account.aws.faults.set([
      { fault: 'training-failure', useCase: 'recommended-for-you', reason: 'Too bad' },
    ]);
    const { status, reasons } = await account.update(SHOPS.withAll);
    expect(status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(reasons.join()).toContain('Too bad');
    const [, logGroup] = /Logs: (\S+) \(/.exec(reasons.join()) ?? [];
    expect(before).toContain(`AWS::Logs::LogGroup ${logGroup}`);
    expect(await account.inventory()).toEqual(before);
    expect(await recommended()).toBe(5);
  });

  it('leaves no recommender of a use case that it had and has no more', async () => {
    await account.create(SHOPS.withAll);
    expect((await account.update(SHOPS.shop)).status).toBe('UPDATE_COMPLETE');
    const recommenders = (await account.types()).filter((type) => type === 'AWS::Personalize::Recommender');
    expect(recommenders).toHaveLength(4);
  });

  it('fails to add a recommender while all five places are taken, and adds it when one is free', async () => {
    await account.create(SHOPS.shop);
    await addRecommender();
    const { status, reasons } = await account.update(SHOPS.withAll);
    expect(status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(reasons.join()).toContain('LimitExceededException');
    expect(await recommended()).toBe(5);
    const byHand = `${PERSONALIZE}:recommender/by-hand`;
    await account.personalize.send(new DeleteRecommenderCommand({ recommenderArn: byHand }));
    expect((await account.update(SHOPS.withAll)).status).toBe('UPDATE_COMPLETE');
  });

  it('serves the data of one archive only: the old one if an import fails, then the new one', async () => {
    await account.create(SHOPS.shop);
    const { filterArn } = await account.personalize.send(
      new CreateFilterCommand({
        name: 'dear',
        datasetGroupArn,
        filterExpression: 'INCLUDE ItemID WHERE Items.PRICE > 50',
      }),
    );
    await account.until(async () => (await recommended(filterArn).catch(() => undefined)) === 0);
    account.aws.faults.set([{ fault: 'import-failure', datasetType: 'ITEMS', times: 1 }]);
    expect((await account.update(SHOPS.dearer)).status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(await recommended(filterArn)).toBe(0);
    expect((await account.update(SHOPS.dearer)).status).toBe('UPDATE_COMPLETE');
    expect(await recommended(filterArn)).toBe(5);
  });

  it('has the old files in its bucket when the preparation of the new ones breaks off', async () => {
    await account.create(SHOPS.shop);
    const files = (): Promise<string[]> =>
      Promise.all(PREPARED_FILES.map((file) => account.read(`${DATASET_PREFIX}${file}`)));
    const before = await files();
    // Three strikes are one call with its retries, for the third file.
    account.aws.faults.set([
      { fault: 'server-error', service: 's3', operation: 'PutObject', after: 2, times: 3 },
    ]);
    expect((await account.update(SHOPS.dearer)).status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(await files()).toEqual(before);
  });
});
