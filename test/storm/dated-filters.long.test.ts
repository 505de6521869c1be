import { PersonalizeRuntimeClient } from '@aws-sdk/client-personalize-runtime';
import { filterValuesOf } from '@ecommerce-recommenders/tools/recommend/filter-values';
import { askRecommender } from '@ecommerce-recommenders/tools/recommend/recommend';
import { shopLists } from '@ecommerce-recommenders/tools/deployed/shop-lists';
import { type StackOutputs } from '@ecommerce-recommenders/tools/deployed/stack-outputs';
import { shopAssemblies } from './shop-assemblies';
import { smallShop } from './small-shop';
import { startStormAccount, type StormAccount } from '@ecommerce-recommenders/tools/rehearse/storm-account';

const DAY_MS = 86_400_000;
/** The archive's only column of numbers stands for when an item was new: ten days ago. */
const SHOPS = shopAssemblies({
  shop: {
    archive: smallShop({ price: Math.round((Date.now() - 10 * DAY_MS) / 1_000) }),
    trainingTimeoutHours: 1,
    useCases: 'most-viewed,best-sellers',
    serving: { 'best-sellers': 'lists' },
    filters: {
      fresh: 'INCLUDE ItemID WHERE Items.PRICE > $TODAY_MINUS_30D',
      classic: 'EXCLUDE ItemID WHERE Items.PRICE > $TODAY_MINUS_30D',
    },
  },
});

describe('a filter with a placeholder for a day', () => {
  let account: StormAccount;
  let outputs: StackOutputs;
  beforeAll(async () => {
    account = await startStormAccount(Object.values(SHOPS));
    expect(await account.create(SHOPS.shop)).toMatchObject({ status: 'CREATE_COMPLETE', reasons: [] });
    outputs = await account.outputs();
  });
  afterAll(() => account.close());

  /** Items that pass it today, by the account's clock. */
  const passing = async (filter: string): Promise<number> => {
    const filterValues = await filterValuesOf(account.personalize, outputs, filter, account.aws.clock.now());
    const query = { useCase: 'most-viewed', userId: 'u1', numResults: 20, filter, filterValues } as const;
    const { itemList = [] } = await askRecommender(account.client(PersonalizeRuntimeClient), outputs, query);
    return itemList.length;
  };

  it('lets other items pass on another day, though the filter is the same', async () => {
    expect([await passing('fresh'), await passing('classic')]).toEqual([12, 0]);
    await account.aws.clock.advance(25 * DAY_MS);
    expect([await passing('fresh'), await passing('classic')]).toEqual([0, 12]);
  });

  it('has lists of the day on which they were made', async () => {
    const lists = await shopLists(account.s3, outputs);
    const list = (filter: string) => lists!.read({ useCase: 'best-sellers', numResults: 20, filter });
    expect((await list('fresh'))!.length + (await list('classic'))!.length).toBe(12);
  });
});
