import { faultPlansOf, faultSetsOf } from './fault-plans';
import { often } from './often';
import { shopAssemblies } from './shop-assemblies';
import { smallShop } from './small-shop';
import { startStormAccount, type StormAccount } from '@ecommerce-recommenders/tools/rehearse/storm-account';
import { Tally, type RunResult } from './tally';
import { runUnderFaults, type Operation } from './run-under-faults';

jest.setTimeout(1_200_000);

const settings = {
  trainingTimeoutHours: 1,
  useCases: ['most-viewed', 'frequently-bought-together'],
};
const SHOPS = shopAssemblies({
  shop: { ...settings, archive: smallShop() },
  changed: { ...settings, archive: smallShop({ price: 99 }) },
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
  let account: StormAccount;
  let calm: readonly string[];

  const start = async (): Promise<void> => {
    account = await startStormAccount(Object.values(SHOPS));
  };
  beforeAll(async () => {
    await start();
    await account.create(SHOPS.shop);
    calm = await account.types();
    await account.destroy();
  });
  afterAll(async () => {
    await account.close();
    tally.write();
  });

  it.each(LIVES)(
    '%s: each succeeds, or fails with the cause, and nothing is left in the end (%#)',
    async (_struck, life) => {
      try {
        const results = await runUnderFaults(account, SHOPS, life, calm);
        for (const [operation, result] of Object.entries(results) as [Operation, RunResult][])
          for (const { fault } of life[operation]!.faults) tally.add(`${operation}: ${fault}`, result);
      } catch (cause) {
        // Leftovers of a failed life must not affect the next one.
        await account.close();
        await start();
        throw new Error(`In the life ${JSON.stringify(life)}`, { cause });
      }
    },
  );
});
