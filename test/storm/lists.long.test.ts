import { LISTS_LOCK_KEY, MANIFEST_KEY } from '@ecommerce-recommenders/shop-data/contracts/lists/list-places';
import { readList } from '@ecommerce-recommenders/shop-data/contracts/lists/read-list';
import { LISTABLE } from '@ecommerce-recommenders/shop-data/contracts/lists/serving';
import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import { listsView } from './lists-view';
import { meet } from './runs-of';
import { shopAccount } from './shop-account';
import { shopAssemblies } from './shop-assemblies';
import { smallShop } from './small-shop';

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
const filterNames = (useCase: UseCaseName): (string | undefined)[] =>
  useCase.startsWith('frequently') || useCase.startsWith('customers')
    ? [undefined, 'cheap', 'alike']
    : [undefined, 'cheap'];
const ITEMS = Array.from({ length: 12 }, (_, at) => `i${at}`);

type Answers = Record<string, readonly string[] | undefined>;

describe('lists', () => {
  const account = shopAccount(SHOPS);
  const { manifest, keys, recommenders, ...runs } = listsView(account);
  const mails = async (): Promise<string[]> =>
    (await account.messages())
      .filter(({ subject }) => subject?.startsWith('Lists'))
      .map(({ message }) => message);
  /** Every question's answer by one way. */
  const answers = async (
    ask: (useCase: UseCaseName, itemId: string, filter?: string) => Promise<string[] | undefined>,
  ): Promise<Answers> => {
    const all: Answers = {};
    for (const useCase of LISTABLE)
      for (const filter of filterNames(useCase))
        for (const itemId of ITEMS)
          all[`${useCase} ${filter} ${itemId}`] = await ask(useCase, itemId, filter);
    return all;
  };
  const listed = async (): Promise<Answers> => {
    const current = await manifest();
    return answers((useCase, itemId, filter) => readList(account.read, current, { useCase, itemId, filter }));
  };
  const createdAt = async (useCase: string): Promise<Date | undefined> =>
    (await account.recommenders()).find(({ name }) => name === useCase)?.creationDateTime;
  const noneLeft = (): Promise<void> => account.until(async () => (await recommenders()).length === 0);

  let live: Answers;

  it('are what a live recommender answers a user without purchases, item by item', async () => {
    await account.created(SHOPS.live);
    const arns = JSON.parse((await account.outputs()).FilterArns) as Record<string, string>;
    live = await answers((useCase, itemId, filter) =>
      account.ask(useCase, {
        ...{ userId: 'without-purchases', itemId, numResults: 100 },
        filterArn: filter && arns[filter],
      }),
    );
    await account.gone();

    await account.created(SHOPS.lists);
    expect(await listed()).toEqual(live);
    expect(Object.keys(live)).toHaveLength(12 * (2 * 2 + 2 * 3));
  });

  it('leave no recommender behind, and of their files only those of the run', async () => {
    await noneLeft();
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
    const { status, cause } = await account.under(
      [{ fault: 'training-failure', times: 1, reason: 'The disk is full.' }],
      runs.run,
    );
    expect([status, cause]).toEqual(['FAILED', expect.stringContaining('The disk is full.')]);
    expect(cause).toContain('The previous lists stay in service.');
    expect(await mails()).toEqual([cause]);
    expect(await manifest()).toEqual(before);
    await noneLeft();
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
    await meet(account, {
      ...{ claimKey: LISTS_LOCK_KEY, role: 'ListsFunctionsRole', keptBy: 'DescribeRecommender' },
      start: runs.start,
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
    const created = (await createdAt('best-sellers'))!;
    await runs.start();
    await account.until(async () => ((await createdAt('best-sellers')) ?? created) > created);
    await runs.ended();
    await noneLeft();
  });

  it('are not made by a deployment that changes nothing of theirs, and made by one that does', async () => {
    const before = await manifest();
    await account.updated(SHOPS.renamed);
    expect(await manifest()).toEqual(before);
    await account.updated(SHOPS.fewer);
    expect(await manifest()).not.toEqual(before);
  });

  it('stay in service when the run of a deployment fails, which says why', async () => {
    const before = await manifest();
    const failing = { fault: 'training-failure', reason: 'The disk is full.' } as const;
    expect(await account.turnedBack(SHOPS.lists, [failing])).toContain('The disk is full.');
    expect((await manifest()).run).toBe(before.run);
  });

  it('become live while a run makes them, with the recommenders that it has trained', async () => {
    await runs.start();
    await account.until(async () => (await recommenders()).length === 4);
    await account.updated(SHOPS.live);
    expect(await recommenders()).toEqual(LISTABLE.map((useCase) => `${useCase} ACTIVE`).sort());
    expect(await keys()).toEqual([]);
    expect(await keys('claims/')).toEqual([]);
  });

  it('are made of the live recommenders when these become lists, and mix with live ones', async () => {
    const created = await createdAt('most-viewed');
    await account.updated(SHOPS.mixed);
    await account.until(async () => (await recommenders()).length === 2);
    expect((await manifest()).lists.map(({ useCase }) => useCase)).toEqual([
      ...['best-sellers', 'best-sellers'],
      ...['frequently-bought-together', 'frequently-bought-together', 'frequently-bought-together'],
    ]);
    expect(await createdAt('most-viewed')).toEqual(created);
    await account.updated(SHOPS.lists);
    expect(await listed()).toEqual(live);
  });

  it('leave nothing when the stack goes during a run', async () => {
    await runs.start();
    await account.until(async () => (await recommenders()).length > 0);
    await account.gone();
  });
});
