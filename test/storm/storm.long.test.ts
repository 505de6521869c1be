import { faultPlansOf, faultSetsOf, often } from './fault-plans';
import { orAnew, runUnderFaults, type Operation } from './run-under-faults';
import { shopAccount } from './shop-account';
import { shopAssemblies } from './shop-assemblies';
import { smallShop } from './small-shop';
import { Tally, type RunResult } from './tally';

jest.setTimeout(1_200_000);

const settings = { trainingTimeoutHours: 1, useCases: ['most-viewed', 'frequently-bought-together'] };
const SHOPS = shopAssemblies({
  shop: { ...settings, archive: smallShop(), ranking: true },
  changed: {
    ...settings,
    archive: smallShop({ price: 99 }),
    ranking: { minRequestsPerSecond: 2, schedule: 'rate(1 day)' },
  },
});

/** So many of each operation are struck; without STORMS the first of them. */
const RUNS: Record<Operation, number> = process.env.STORMS
  ? { create: often(50), update: often(60), destroy: often(30) }
  : { create: 2, update: 1, destroy: 1 };
const LIVES = faultPlansOf({
  create: faultSetsOf(RUNS.create, 1),
  update: faultSetsOf(RUNS.update, 1),
  destroy: faultSetsOf(RUNS.destroy, 1),
});

describe('under any mix of faults', () => {
  const tally = new Tally('faults');
  const account = shopAccount(SHOPS);
  let calm: readonly string[];
  beforeAll(async () => {
    await account.created(SHOPS.shop);
    calm = await account.types();
    await account.gone();
  });
  afterAll(() => tally.write());

  it.each(LIVES)(
    '%s: each succeeds, or fails with the cause, and nothing is left in the end (%#)',
    (_struck, life) =>
      orAnew(account, life, async () => {
        const results = await runUnderFaults(account, SHOPS, life, calm);
        for (const [operation, result] of Object.entries(results) as [Operation, RunResult][])
          for (const { fault } of life[operation]!.faults) tally.add(`${operation}: ${fault}`, result);
      }),
  );
});
