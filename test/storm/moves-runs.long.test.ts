import { LATENCIES } from 'embedded-aws/latency';
import { shopAssemblies, type Shop } from './shop-assemblies';
import { smallShop } from './small-shop';
import { startStormAccount, type StormAccount } from '@ecommerce-recommenders/tools/rehearse/storm-account';

const CORE = { archive: smallShop(), trainingTimeoutHours: 1, useCases: ['most-viewed', 'best-sellers'] };

/** Add-ons whose state machines have fixed names. */
const ADD_ONS: Readonly<Record<string, Partial<Shop>>> = {
  lists: { serving: { 'best-sellers': 'lists' } },
  segments: { segments: { items: ['i1'], size: 2 } },
  batches: { batches: true },
  'fresh-data': { freshData: true },
};
const names = Object.keys(ADD_ONS);

const SHOPS = shopAssemblies<string>({
  off: { ...CORE, place: 'own' },
  ...Object.fromEntries<Shop>(
    names.flatMap((name): [string, Shop][] => [
      [name, { ...CORE, ...ADD_ONS[name], place: 'own' }],
      [`${name}-moved`, { ...CORE, ...ADD_ONS[name], place: 'add-ons-moved' }],
    ]),
  ),
});

let account: StormAccount;
beforeEach(async () => {
  // Exact latencies: the clock moves from one event to the next, and never past a function that waits to retry.
  account = await startStormAccount(Object.values(SHOPS), { latency: LATENCIES.fast });
});
afterEach(() => account.close());

it.each(names)(
  'a move of %s fails before it changes anything, and goes well once they are off',
  async (name) => {
    expect((await account.create(SHOPS[name])).status).toBe('CREATE_COMPLETE');
    const before = await account.live();
    const { status, reasons } = await account.update(SHOPS[`${name}-moved`]);
    expect([status, reasons.join()]).toEqual([
      'UPDATE_ROLLBACK_COMPLETE',
      expect.stringContaining(`State Machine Already Exists`),
    ]);
    expect(await account.live()).toEqual(before);

    expect((await account.update(SHOPS.off)).status).toBe('UPDATE_COMPLETE');
    expect((await account.update(SHOPS[`${name}-moved`])).status).toBe('UPDATE_COMPLETE');
    await account.live();
    expect(await account.destroy()).toMatchObject({ status: 'DELETE_COMPLETE', reasons: [] });
    expect(await account.inventory()).toEqual([]);
  },
);
