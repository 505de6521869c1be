import { expectListsServe, expectNextRunClears, listsView } from './lists-view';
import { anyFaultsOfLists, faultPlansOf, faultSetsOf, often } from './fault-plans';
import { orAnew, runUnderFaults, type FaultSet, type Operation, type Serving } from './run-under-faults';
import { shopAccount } from './shop-account';
import { shopAssemblies } from './shop-assemblies';
import { smallShop } from './small-shop';
import { Tally, type RunResult } from './tally';

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
const strikes = (all: number): FaultSet[] => faultSetsOf(often(all), 20, anyFaultsOfLists);
const ITEMS = Array.from({ length: 12 }, (_, at) => `i${at}`);

describe('lists under any mix of faults', () => {
  const tally = new Tally('lists');
  const account = shopAccount(SHOPS);
  const view = listsView(account);
  let calm: readonly string[];
  beforeAll(async () => {
    await account.created(SHOPS.shop);
    await view.rest();
    calm = await account.types();
  });
  afterAll(() => tally.write());

  /** The lists serve; recommenders of a run whose end was struck too are deleted by the next one. */
  const serving: Serving = {
    // The files of the former run stay.
    uncounted: 'AWS::S3::Object',
    expectServing: async () => {
      await expectListsServe(account, ITEMS);
      await view.rest();
      if ((await view.recommenders()).length > 0) await expectNextRunClears(account);
    },
  };
  /** Strikes of a stack whose lists are being made. */
  const midRun = (all: number): FaultSet[] =>
    strikes(all).map((strike) => ({
      ...strike,
      before: async () => {
        await view.rest();
        await view.start();
        await account.until(async () => (await view.recommenders()).length > 0);
      },
    }));
  const scenarioOf = (operation: Operation, { before }: FaultSet): string => {
    if (operation === 'create') return 'a first deployment';
    const name = operation === 'update' ? 'a deployment' : 'a destroy';
    if (before) return `${name} in the middle of a run`;
    return operation === 'update' ? `${name} that changes the data` : name;
  };

  /** Strikes so many runs that meet. Whatever happens, lists serve, and a failure says its cause. */
  const struckRuns = async (runs: number, { faults, seed }: FaultSet): Promise<RunResult> => {
    const { run: former } = await expectListsServe(account, ITEMS);
    const callsBefore = account.aws.requests.total;
    account.aws.faults.set(faults, seed);
    const begun: string[] = [];
    for (let at = 0; at < runs; at++) begun.push(await view.start());
    const ends = await Promise.all(begun.map((arn) => view.endOf(arn)));
    account.aws.faults.set([]);
    const calls = account.aws.requests.total - callsBefore;
    const failed = ends.filter(({ status }) => status !== 'SUCCEEDED');
    for (const { status, cause } of failed)
      expect([status, cause]).toEqual(['FAILED', expect.stringMatching(/\w/)]);
    const { run } = await expectListsServe(account, ITEMS);
    if (failed.length === 0) expect(run).not.toBe(former);
    await view.rest();
    const hasLeft = (await view.recommenders()).length > 0;
    await expectNextRunClears(account);
    return { end: hasLeft ? 'stuck' : failed.length === 0 ? 'succeeded' : 'rolledBack', left: 0, calls };
  };

  it.each<[scenario: string, runs: number, all: number]>([
    ['a run', 1, 40],
    ['a run that meets the next', 2, 16],
  ])(
    'survive %s: the former ones or the new ones serve, and the next run leaves nothing',
    async (scenario, runs, all) => {
      for (const strike of strikes(all))
        await orAnew(account, strike, async () => {
          if ((await account.inventory()).length === 0) await account.created(SHOPS.shop);
          await view.rest();
          tally.add(`lists: ${scenario}`, await struckRuns(runs, strike));
        });
    },
  );

  describe('of a stack that is struck', () => {
    beforeAll(async () => {
      if ((await account.inventory()).length > 0) await account.gone();
    });

    it.each(
      faultPlansOf({
        create: strikes(12),
        update: [...strikes(12), ...midRun(12)],
        destroy: [...strikes(8), ...midRun(12)],
      }),
    )(
      'survive %s: each succeeds, or fails with the cause, and nothing is left in the end (%#)',
      (_struck, life) =>
        orAnew(account, life, async () => {
          const results = await runUnderFaults(account, SHOPS, life, calm, serving);
          for (const [operation, result] of Object.entries(results) as [Operation, RunResult][])
            tally.add(`lists: ${scenarioOf(operation, life[operation]!)}`, result);
        }),
    );
  });
});
