import { faultPlansOf, faultSetsOf } from './fault-plans';
import { often } from './often';
import { orAnew, runUnderFaults } from './run-under-faults';
import { shopAccount } from './shop-account';
import { shopAssemblies } from './shop-assemblies';
import { smallShop } from './small-shop';

jest.setTimeout(1_200_000);

const settings = { trainingTimeoutHours: 1, useCases: ['most-viewed'] };
const SHOPS = shopAssemblies({
  shop: { ...settings, archive: smallShop(), ranking: true },
  changed: {
    ...settings,
    archive: smallShop({ price: 99 }),
    ranking: { minRequestsPerSecond: 2, schedule: 'rate(1 day)' },
  },
});
const LIVES = faultPlansOf({
  create: faultSetsOf(often(12), 7),
  update: faultSetsOf(often(12), 7),
  destroy: faultSetsOf(often(8), 7),
});
const HOUR_MS = 3_600_000;

describe('a stack with a ranking', () => {
  const account = shopAccount(SHOPS);
  let calm: readonly string[];
  beforeAll(async () => {
    await account.created(SHOPS.shop);
    calm = await account.types();
    await account.gone();
  });

  it.each(LIVES)(
    '%s: each succeeds under any mix of faults, or fails with the cause, and nothing is left in the end (%#)',
    (_struck, life) =>
      orAnew(account, life, async () => void (await runUnderFaults(account, SHOPS, life, calm))),
  );
});

describe('a stack with a ranking that takes its time', () => {
  const account = shopAccount(SHOPS, { latency: 'realistic' });

  it('is deleted while the service trains, which is stopped', async () => {
    await account.begin(SHOPS.shop, 'create');
    await account.until(async () => {
      const { solutionVersions = [] } = await account.personalize.listSolutionVersions({});
      return solutionVersions.some(({ status }) => status === 'CREATE IN_PROGRESS');
    });
    const beganMs = account.aws.clock.now();
    await account.gone();
    // The recommender cannot be stopped: its training ends first.
    expect(account.aws.clock.now() - beganMs).toBeLessThan(2 * HOUR_MS);
  });
});
