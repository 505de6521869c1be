import type { Fault } from 'embedded-aws/faults/fault-kinds';
import fc from 'fast-check';
import { anyFaultsOfLists } from './any-fault';
import { expectListsServe, expectNextRunClears, listsView, type ListsView } from './lists-view';
import { shopAssemblies } from './shop-assemblies';
import { often } from './often';
import { smallShop } from './small-shop';
import { startStormAccount, type StormAccount } from './storm-account';
import { Tally, type RunResult } from './tally';
import { weathered, type Case, type Serving } from './weathered';

jest.setTimeout(1_800_000);

const settings = {
  trainingTimeoutHours: 1,
  useCases: ['most-viewed', 'frequently-bought-together'],
  serving: 'lists',
};
const SHOPS = shopAssemblies({
  shop: { ...settings, archive: smallShop() },
  changed: { ...settings, archive: smallShop({ price: 99 }) },
});
const ITEMS = Array.from({ length: 12 }, (_, at) => `i${at}`);

describe('lists under any mix of faults', () => {
  const tally = new Tally('lists');
  let account: StormAccount;
  let view: ListsView;
  let calm: readonly string[];

  const start = async (): Promise<void> => {
    account = await startStormAccount(Object.values(SHOPS));
    view = listsView(account);
  };
  const close = async (): Promise<void> => {
    view.close();
    await account.close();
  };
  beforeAll(async () => {
    await start();
    await account.create(SHOPS.shop);
    await view.rest();
    calm = await account.types();
    await account.destroy();
  });
  afterAll(async () => {
    await close();
    tally.write();
  });

  /** The lists serve; recommenders of a run whose end was struck too are deleted by the next one. */
  const serving: Serving = {
    // The files of the former run stay.
    uncounted: 'AWS::S3::Object',
    expectServing: async () => {
      await expectListsServe(view, ITEMS);
      await view.rest();
      if ((await view.recommenders()).length > 0) await expectNextRunClears(view);
    },
  };
  const duringRun: Serving = {
    ...serving,
    beforeStruck: async () => {
      await view.rest();
      await view.start();
      await account.until(async () => (await view.recommenders()).length > 0);
    },
  };

  /** Strikes so many runs that meet. Whatever happens, lists serve, and a failure says its cause. */
  const struckRuns = async (runs: number, faults: readonly Fault[], seed: number): Promise<RunResult> => {
    const { run: former } = await expectListsServe(view, ITEMS);
    const callsBefore = account.aws.requests.total;
    account.aws.faults.set(faults, seed);
    const begun: string[] = [];
    for (let at = 0; at < runs; at++) begun.push(await view.start());
    const ends = await Promise.all(begun.map((arn) => view.ended(arn)));
    account.aws.faults.set([]);
    const calls = account.aws.requests.total - callsBefore;
    const failed = ends.filter(({ status }) => status !== 'SUCCEEDED');
    for (const { status, cause } of failed)
      expect([status, cause]).toEqual(['FAILED', expect.stringMatching(/\w/)]);
    const { run } = await expectListsServe(view, ITEMS);
    if (failed.length === 0) expect(run).not.toBe(former);
    await view.rest();
    const hasLeft = (await view.recommenders()).length > 0;
    await expectNextRunClears(view);
    const left = (await view.recommenders()).length;
    return { end: hasLeft ? 'stuck' : failed.length === 0 ? 'succeeded' : 'rolledBack', left, calls };
  };

  const storm = async (
    numRuns: number,
    scenario: string,
    strike: (faults: readonly Fault[], seed: number) => Promise<RunResult>,
  ): Promise<void> => {
    const property = fc.asyncProperty(anyFaultsOfLists, fc.nat(1_000), async (faults, seed) => {
      try {
        tally.add(`lists: ${scenario}`, await strike(faults, seed));
      } catch (error) {
        // Leftovers of a failed run must not affect the next one.
        await close();
        await start();
        throw error;
      }
    });
    await fc.assert(property, { numRuns, seed: 20, verbose: true });
  };

  it.each<[string, Case['operation'], Serving, number]>([
    ['a first deployment', 'create', serving, often(12)],
    ['a deployment that changes the data', 'update', serving, often(12)],
    ['a destroy', 'destroy', serving, often(8)],
    ['a deployment in the middle of a run', 'update', duringRun, often(12)],
    ['a destroy in the middle of a run', 'destroy', duringRun, often(12)],
  ])(
    'survive %s, which succeeds, or fails with the cause, and nothing is left in the end',
    (scenario, operation, by, numRuns) =>
      storm(numRuns, scenario, (faults, seed) =>
        weathered(account, SHOPS, { operation, faults, seed }, calm, by),
      ),
  );

  it.each<[string, number, number]>([
    ['a run', 1, often(40)],
    ['a run that meets the next', 2, often(16)],
  ])(
    'survive %s: the former ones or the new ones serve, and the next run leaves nothing',
    async (scenario, runs, numRuns) => {
      if ((await account.inventory()).length === 0)
        expect(await account.create(SHOPS.shop)).toMatchObject({ status: 'CREATE_COMPLETE' });
      await storm(numRuns, scenario, async (faults, seed) => {
        if ((await account.inventory()).length === 0) await account.create(SHOPS.shop);
        await view.rest();
        return struckRuns(runs, faults, seed);
      });
    },
  );
});
