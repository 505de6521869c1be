import { USE_CASE_NAMES } from '@ecommerce-recommenders/personalize/use-cases';
import { shopAssemblies } from './shop-assemblies';
import { smallShop } from './small-shop';
import { startStormAccount, type StormAccount } from '@ecommerce-recommenders/tools/rehearse/storm-account';

/** The limit of a new AWS account. */
const CONCURRENCY = 10;

/** The maximum number of filters, each with its own expression. */
const filters = (price: number): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Array.from({ length: 15 }, (_, at) => [
      `below-${at}`,
      `INCLUDE ItemID WHERE Items.PRICE < ${price + at}`,
    ]),
  );

/** The maximum number of days. */
const holidays = Array.from({ length: 100 }, (_, at) =>
  new Date(Date.UTC(2026, 11, 25) + at * 86_400_000).toISOString().slice(0, 10),
);

/** Nearly the maximum length. */
const eventTypes: Record<string, string> = {
  ProductViewed: 'View',
  OrderCompleted: 'Purchase',
  ...Object.fromEntries(Array.from({ length: 80 }, (_, at): [string, string] => [`Type ${at}`, 'View'])),
};

/** Everything that a shop can have, at once and at its limits. */
const settings = {
  archive: smallShop(),
  trainingTimeoutHours: 1,
  useCases: USE_CASE_NAMES,
  eventTracker: true,
  filters: filters(10),
  createKey: true,
  freshData: true,
  runningHours: { days: 'MON-FRI', from: '08:00', to: '20:00', timeZone: 'Asia/Seoul', holidays },
  eventTypes,
  stopWhenIdleHours: 3,
  notify: ['owner@shop.test'],
  monthlyBudget: 1_500,
};
const SHOPS = shopAssemblies({
  shop: settings,
  // Updates every Personalize resource.
  changed: { ...settings, archive: smallShop({ price: 99 }), filters: filters(50), tags: { team: 'shop' } },
});

describe('in an account that may run ten functions at once, a stack with everything on', () => {
  let account: StormAccount;
  beforeAll(async () => {
    account = await startStormAccount(Object.values(SHOPS), { concurrency: CONCURRENCY });
  });
  afterAll(() => account.close());
  afterEach(() => {
    const refused = account.aws.requests.list().filter(({ status }) => status === 429);
    expect(refused).toEqual([]);
  });

  it('is deployed', async () => {
    expect(await account.create(SHOPS.shop)).toMatchObject({ status: 'CREATE_COMPLETE', reasons: [] });
  });

  it('is changed', async () => {
    expect(await account.update(SHOPS.changed)).toMatchObject({ status: 'UPDATE_COMPLETE', reasons: [] });
  });

  it('is destroyed, and nothing is left', async () => {
    expect(await account.destroy()).toMatchObject({ status: 'DELETE_COMPLETE', reasons: [] });
    expect(await account.inventory()).toEqual([]);
  });
});
