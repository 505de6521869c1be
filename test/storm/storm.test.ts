import fc from 'fast-check';
import { anyFaults } from './any-fault';
import { often } from './often';
import { shopAssemblies } from './shop-assemblies';
import { smallShop } from './small-shop';
import { startStormAccount, type StormAccount } from './storm-account';
import { Tally } from './tally';
import { weathered, type Case } from './weathered';

jest.setTimeout(1_200_000);

const settings = {
  trainingTimeoutHours: 1,
  useCases: ['most-viewed', 'frequently-bought-together'],
};
const SHOPS = shopAssemblies({
  shop: { ...settings, archive: smallShop() },
  changed: { ...settings, archive: smallShop({ price: 99 }) },
});

/** Two hundred deployments in all (an update is the second of its run); `npm test` has the first of them. */
const RUNS: Record<Case['operation'], number> = process.env.STORMS
  ? { create: often(50), update: often(60), destroy: often(30) }
  : { create: 2, update: 1, destroy: 1 };

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

  it.each(Object.entries(RUNS) as [Case['operation'], number][])(
    '%s succeeds, or fails with the cause, and nothing is left in the end (%i times)',
    async (operation, numRuns) => {
      const property = fc.asyncProperty(anyFaults, fc.nat(1_000), async (faults, seed) => {
        try {
          const result = await weathered(account, SHOPS, { operation, faults, seed }, calm);
          for (const { fault } of faults) tally.add(`${operation}: ${fault}`, result);
        } catch (error) {
          // Leftovers of a failed run must not affect the next one.
          await account.close();
          await start();
          throw error;
        }
      });
      await fc.assert(property, { numRuns, seed: 1, verbose: true });
    },
  );
});
