import { DescribeRecommenderCommand, ListRecommendersCommand } from '@aws-sdk/client-personalize';
import { GetRecommendationsCommand, PersonalizeRuntimeClient } from '@aws-sdk/client-personalize-runtime';
import { LOCAL_REGION } from 'embedded-aws/environment';
import { LISTS_LOCK_KEY, MANIFEST_KEY } from '@ecommerce-recommenders/shop-data/contracts/lists/list-places';
import type { ListsManifest } from '@ecommerce-recommenders/shop-data/contracts/lists/manifest';
import { readList } from '@ecommerce-recommenders/shop-data/contracts/lists/read-list';
import { LISTABLE } from '@ecommerce-recommenders/shop-data/contracts/lists/serving';
import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import { meet } from './meeting-runs';
import { runsOf, type Runs } from './runs-of';
import { shopAssemblies } from './shop-assemblies';
import { smallShop } from './small-shop';
import { startStormAccount, type StormAccount } from '@ecommerce-recommenders/tools/rehearse/storm-account';

const FILTERS = {
  cheap: 'INCLUDE ItemID WHERE Items.PRICE < 10',
  alike: 'INCLUDE ItemID WHERE Items.CATEGORY_L1 IN CurrentItem.CATEGORY_L1',
  bought: 'EXCLUDE ItemID WHERE Interactions.EVENT_TYPE IN ("Purchase")',
};
const settings = { archive: smallShop(), trainingTimeoutHours: 2, filters: FILTERS };
const lists = { ...settings, serving: 'lists', notify: ['shop@example.com'] };
const SHOPS = shopAssemblies({
  live: { ...settings, serving: 'live' },
  lists,
  mixed: { ...lists, serving: { 'best-sellers': 'lists', 'frequently-bought-together': 'lists' } },
  renamed: { ...lists, tags: { team: 'shop' } },
  fewer: { ...lists, listsItems: 'with-traffic' },
});
const ARN = `${LOCAL_REGION}:123456789012`;
const STACK = 'EcommerceRecommenders';
const recommenderArn = (useCase: UseCaseName): string =>
  `arn:aws:personalize:${ARN}:recommender/${STACK}-${useCase}`;
const filterNames = (useCase: UseCaseName): (string | undefined)[] =>
  useCase.startsWith('frequently') || useCase.startsWith('customers')
    ? [undefined, 'cheap', 'alike']
    : [undefined, 'cheap'];
const ITEMS = Array.from({ length: 12 }, (_, at) => `i${at}`);

describe('lists', () => {
  let account: StormAccount;
  let runs: Runs;
  beforeAll(async () => {
    account = await startStormAccount(Object.values(SHOPS));
    runs = runsOf(account, 'lists');
  });
  afterAll(() => account.close());

  const manifest = async (): Promise<ListsManifest> =>
    JSON.parse(await account.read(MANIFEST_KEY)) as ListsManifest;
  const keys = (prefix = 'lists/'): Promise<string[]> => account.keys(prefix);
  const recommenders = async (): Promise<string[]> => {
    const { recommenders = [] } = await account.personalize.send(new ListRecommendersCommand({}));
    return recommenders.map(({ name = '', status }) => `${name.slice(STACK.length + 1)} ${status}`).sort();
  };
  const mails = async (): Promise<string[]> =>
    (await account.messages())
      .filter(({ subject }) => subject?.startsWith('Lists'))
      .map(({ message }) => message);
  /** Every question's answer by one way. */
  const answers = async (
    ask: (useCase: UseCaseName, itemId: string, filter?: string) => Promise<string[] | undefined>,
  ): Promise<Record<string, string[] | undefined>> => {
    const all: Record<string, string[] | undefined> = {};
    for (const useCase of LISTABLE)
      for (const filter of filterNames(useCase))
        for (const itemId of ITEMS)
          all[`${useCase} ${filter} ${itemId}`] = await ask(useCase, itemId, filter);
    return all;
  };
  const listed = async (): Promise<Record<string, string[] | undefined>> => {
    const current = await manifest();
    return answers((useCase, itemId, filter) => readList(account.read, current, { useCase, itemId, filter }));
  };

  let live: Record<string, string[] | undefined>;
  let filterArns: Record<string, string>;

  it('are what a live recommender answers a user without purchases, item by item', async () => {
    expect(await account.create(SHOPS.live)).toMatchObject({ status: 'CREATE_COMPLETE', reasons: [] });
    filterArns = Object.fromEntries(
      (await account.inventory())
        .filter((line) => line.startsWith('AWS::Personalize::Filter '))
        .map((line) => line.split(' ')[1])
        .map((arn) => [arn.split('-').at(-2)!, arn]),
    );
    live = await answers(async (useCase, itemId, filter) => {
      const { itemList = [] } = await account.client(PersonalizeRuntimeClient).send(
        new GetRecommendationsCommand({
          recommenderArn: recommenderArn(useCase),
          userId: 'without-purchases',
          itemId,
          numResults: 100,
          filterArn: filter && filterArns[filter],
        }),
      );
      return itemList.map((item) => item.itemId!);
    });
    expect(await account.destroy()).toMatchObject({ status: 'DELETE_COMPLETE' });

    expect(await account.create(SHOPS.lists)).toMatchObject({ status: 'CREATE_COMPLETE', reasons: [] });
    expect(await listed()).toEqual(live);
    expect(Object.keys(live)).toHaveLength(12 * (2 * 2 + 2 * 3));
  });

  it('leave no recommender behind, and of their files only those of the run', async () => {
    await account.until(async () => (await recommenders()).length === 0);
    const { run, lists: all } = await manifest();
    expect(all).toHaveLength(10);
    expect(all.every(({ coverage, empty }) => coverage === 1 && empty === 0)).toBe(true);
    expect((await keys()).filter((key) => !key.startsWith(`lists/${run}/`))).toEqual([MANIFEST_KEY]);
    expect(await keys('claims/')).toEqual([]);
  });

  it('are renewed by the next run, which keeps the former ones to go back to', async () => {
    const before = await manifest();
    expect(await runs.run()).toMatchObject({ status: 'SUCCEEDED' });
    const after = await manifest();
    expect(after.run > before.run).toBe(true);
    expect(after.lists[0].changed).toBe(0);
    expect(await listed()).toEqual(live);
    expect(await keys(`lists/${before.run}/`)).toHaveLength(11);
    expect(await runs.run()).toMatchObject({ status: 'SUCCEEDED' });
    expect(await keys(`lists/${before.run}/`)).toEqual([]);
  });

  it('stay in service when a training fails, and a notice says why', async () => {
    const before = await manifest();
    account.aws.faults.set([{ fault: 'training-failure', times: 1, reason: 'The disk is full.' }]);
    const { status, cause } = await runs.run();
    account.aws.faults.set([]);
    expect([status, cause]).toEqual(['FAILED', expect.stringContaining('The disk is full.')]);
    expect(cause).toContain('The previous lists stay in service.');
    expect(await mails()).toEqual([cause]);
    expect(await manifest()).toEqual(before);
    await account.until(async () => (await recommenders()).length === 0);
  });

  it('are complete where requests are throttled and a function crashes', async () => {
    account.aws.faults.set([
      { fault: 'throttling', service: 'personalize-runtime', rate: 0.05 },
      { fault: 'function-crash', function: '*ListsFunctionsask*', times: 1, when: 'after' },
    ]);
    const before = await manifest();
    expect(await runs.run()).toMatchObject({ status: 'SUCCEEDED' });
    account.aws.faults.set([]);
    expect((await manifest()).run).not.toBe(before.run);
    expect(await listed()).toEqual(live);
  });

  it('leave the work to a run in progress', async () => {
    const before = await manifest();
    const { start } = runs;
    await meet(account, {
      ...{ Bucket: await account.bucket(), claimKey: LISTS_LOCK_KEY, role: 'ListsFunctionsRole' },
      ...{ keptBy: 'DescribeRecommender', start, startAnother: start },
    });
    await runs.ended();
    const [last, first] = await runs.all();
    expect([first.status, last.status]).toEqual(['SUCCEEDED', 'SUCCEEDED']);
    expect((await manifest()).run).not.toBe(before.run);
    // The files of the run before stay until the second one after it.
    expect(await keys(`lists/${before.run}/`)).not.toEqual([]);
  });

  it('find and delete the recommenders that a run has left', async () => {
    await runs.start();
    await account.until(async () => (await recommenders()).length === 4);
    await runs.stop();
    const describe = new DescribeRecommenderCommand({ recommenderArn: recommenderArn('best-sellers') });
    const created = (await account.personalize.send(describe)).recommender!.creationDateTime!;
    await runs.start();
    await account.until(async () => {
      const { recommender } = await account.personalize
        .send(describe)
        .catch(() => ({ recommender: undefined }));
      return recommender !== undefined && recommender.creationDateTime! > created;
    });
    await runs.ended();
    await account.until(async () => (await recommenders()).length === 0);
  });

  it('are not made by a deployment that changes nothing of theirs, and made by one that does', async () => {
    const before = await manifest();
    expect((await account.update(SHOPS.renamed)).status).toBe('UPDATE_COMPLETE');
    expect(await manifest()).toEqual(before);
    expect((await account.update(SHOPS.fewer)).status).toBe('UPDATE_COMPLETE');
    expect(await manifest()).not.toEqual(before);
  });

  it('become live while a run makes them, with the recommenders that it has trained', async () => {
    await runs.start();
    await account.until(async () => (await recommenders()).length === 4);
    expect(await account.update(SHOPS.live)).toMatchObject({ status: 'UPDATE_COMPLETE', reasons: [] });
    expect(await recommenders()).toEqual(LISTABLE.map((useCase) => `${useCase} ACTIVE`).sort());
    expect(await keys()).toEqual([]);
    expect(await keys('claims/')).toEqual([]);
  });

  it('are made of the live recommenders when these become lists, and mix with live ones', async () => {
    const describe = new DescribeRecommenderCommand({ recommenderArn: recommenderArn('most-viewed') });
    const created = (await account.personalize.send(describe)).recommender!.creationDateTime!;
    expect(await account.update(SHOPS.mixed)).toMatchObject({ status: 'UPDATE_COMPLETE', reasons: [] });
    await account.until(async () => (await recommenders()).length === 2);
    expect((await manifest()).lists.map(({ useCase }) => useCase)).toEqual([
      ...['best-sellers', 'best-sellers'],
      ...['frequently-bought-together', 'frequently-bought-together', 'frequently-bought-together'],
    ]);
    expect((await account.personalize.send(describe)).recommender!.creationDateTime).toEqual(created);
    expect((await account.update(SHOPS.lists)).status).toBe('UPDATE_COMPLETE');
    expect(await listed()).toEqual(live);
  });

  it('leave nothing when the stack goes during a run', async () => {
    await runs.start();
    await account.until(async () => (await recommenders()).length > 0);
    expect(await account.destroy()).toMatchObject({ status: 'DELETE_COMPLETE', reasons: [] });
    expect(await account.inventory()).toEqual([]);
  });
});
