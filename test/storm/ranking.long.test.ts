import { ListCampaignsCommand, ListSolutionVersionsCommand } from '@aws-sdk/client-personalize';
import type { PermissionReport } from 'embedded-aws/authorization/permission-uses';
import { faultPlansOf, faultSetsOf } from './fault-plans';
import { shopAssemblies } from './shop-assemblies';
import { often } from './often';
import { smallShop } from './small-shop';
import { startStormAccount, type StormAccount } from '@ecommerce-recommenders/tools/rehearse/storm-account';
import { runUnderFaults } from './run-under-faults';

jest.setTimeout(1_200_000);

const settings = {
  trainingTimeoutHours: 1,
  useCases: ['most-viewed'],
  archive: smallShop(),
};
const SHOPS = shopAssemblies({
  shop: { ...settings, ranking: true },
  changed: {
    ...settings,
    archive: smallShop({ price: 99 }),
    ranking: { minRequestsPerSecond: 2, schedule: 'rate(1 day)' },
  },
  others: { ...settings, ranking: { excludedColumns: { ITEMS: ['PRICE'] } } },
  without: settings,
});

const LIVES = faultPlansOf({
  create: faultSetsOf(often(12), 7),
  update: faultSetsOf(often(12), 7),
  destroy: faultSetsOf(often(8), 7),
});

const HOUR_MS = 3_600_000;

describe('a stack with a ranking', () => {
  let account: StormAccount;
  let calm: readonly string[];
  const start = async (): Promise<void> => {
    account = await startStormAccount(Object.values(SHOPS));
  };
  beforeAll(start);
  afterAll(() => account.close());
  const campaigns = async (): Promise<(string | undefined)[]> =>
    ((await account.personalize.send(new ListCampaignsCommand({}))).campaigns ?? []).map(({ name }) => name);

  /** Permissions of the functions of add-ons that nothing has used. */
  const unused = async (): Promise<string[]> => {
    const answer = await fetch(`${account.aws.endpoint}/_local/permissions`);
    const reports = (await answer.json()) as PermissionReport[];
    const all = reports
      .filter(({ role }) => role.includes('-AddOnsProviderHandlerRole'))
      .flatMap(({ allowed }) => allowed.filter(({ action }) => action.startsWith('personalize:')));
    const used = new Set(all.flatMap(({ action, uses }) => (uses > 0 ? [action] : [])));
    return [...new Set(all.map(({ action }) => action))].filter((action) => !used.has(action)).sort();
  };

  it('is created, changed in place, replaced, switched off and on, and destroyed with nothing left', async () => {
    expect(await account.create(SHOPS.shop)).toMatchObject({ status: 'CREATE_COMPLETE' });
    calm = await account.types();
    const [name] = await campaigns();
    expect(await account.update(SHOPS.changed)).toMatchObject({ status: 'UPDATE_COMPLETE' });
    expect(await campaigns()).toEqual([name]);
    expect(await account.update(SHOPS.others)).toMatchObject({ status: 'UPDATE_COMPLETE' });
    expect(await campaigns()).toEqual([expect.stringMatching(`^${name}-[0-9a-f]{8}$`)]);
    expect(await account.update(SHOPS.without)).toMatchObject({ status: 'UPDATE_COMPLETE' });
    expect(await campaigns()).toEqual([]);
    expect(await account.update(SHOPS.shop)).toMatchObject({ status: 'UPDATE_COMPLETE' });
    expect(await unused()).toEqual([
      // No tag is taken away here.
      'personalize:StopSolutionVersionCreation',
      'personalize:UntagResource',
    ]);
    expect(await account.destroy()).toMatchObject({ status: 'DELETE_COMPLETE' });
    expect(await account.inventory()).toEqual([]);
  });

  it('is deleted while the service trains, which is stopped', async () => {
    const slow = await startStormAccount(Object.values(SHOPS), { latency: 'realistic' });
    try {
      await slow.begin(SHOPS.shop, 'create');
      const isTraining = async (): Promise<boolean> =>
        ((await slow.personalize.send(new ListSolutionVersionsCommand({}))).solutionVersions ?? []).some(
          ({ status }) => status === 'CREATE IN_PROGRESS',
        );
      await slow.until(isTraining);
      const beganMs = slow.aws.clock.now();
      expect(await slow.destroy()).toMatchObject({ status: 'DELETE_COMPLETE' });
      expect(await slow.inventory()).toEqual([]);
      // The recommender cannot be stopped: its training ends first.
      expect(slow.aws.clock.now() - beganMs).toBeLessThan(2 * HOUR_MS);
    } finally {
      await slow.close();
    }
  });

  it.each(LIVES)(
    '%s: each succeeds under any mix of faults, or fails with the cause, and nothing is left in the end (%#)',
    async (_struck, life) => {
      try {
        await runUnderFaults(account, SHOPS, life, calm);
      } catch (cause) {
        // Leftovers of a failed life must not affect the next one.
        await account.close();
        await start();
        throw new Error(`In the life ${JSON.stringify(life)}`, { cause });
      }
    },
  );
});
