import type { Fault } from 'embedded-aws/faults/fault-kinds';
import { EVERYTHING } from './everything';
import { shopAccount } from './shop-account';
import { shopAssemblies } from './shop-assemblies';
import { smallShop } from './small-shop';
import { Tally } from './tally';

/** The maximum number of filters, each with its own expression. */
const filters = (price: number): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Array.from({ length: 15 }, (_, at) => [
      `under-${at}`,
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
const shop = { ...EVERYTHING, filters: filters(1), archive: smallShop() };
/** With all that grows with the settings at its limits. */
const full = {
  ...shop,
  eventTypes,
  runningHours: { days: 'MON-FRI', from: '08:00', to: '20:00', timeZone: 'Asia/Seoul', holidays },
};
const SHOPS = shopAssemblies({
  shop,
  full,
  // Updates every Personalize resource.
  changed: { ...full, archive: smallShop({ price: 99 }), filters: filters(50), tags: { team: 'others' } },
});

/** Stack lookups by functions; the test makes some, too. */
const LOOKS = { service: 'cloudformation', operation: 'DescribeStacks', caller: '*:assumed-role/*' } as const;

describe('a stack with everything', () => {
  const tally = new Tally('late-answers');
  const account = shopAccount(SHOPS, { each: true, latency: 'fast' });
  afterAll(() => tally.write());

  it.each<[string, Fault[]]>([
    [
      'CloudFormation throttles or denies three looks in four',
      [
        { fault: 'throttling', ...LOOKS, rate: 0.5 },
        { fault: 'access-denied', ...LOOKS, rate: 0.5 },
      ],
    ],
    [
      'whatever is new, and its tags, are seen a minute late',
      [{ fault: 'stale-read', service: 'personalize', seconds: 60 }],
    ],
  ])('is deployed where %s, and leaves nothing', async (_how, faults) => {
    account.aws.faults.set(faults);
    const deployed = await account.create(SHOPS.shop);
    expect(deployed).toMatchObject({ status: 'CREATE_COMPLETE', reasons: [] });
    for (const { struck } of account.aws.faults.list()) expect(struck).toBeGreaterThan(0);
    await account.gone();
    tally.add(expect.getState().currentTestName ?? '', { end: 'succeeded', left: 0, calls: deployed.calls });
  });
});

describe('a stack with everything in an account that may run ten functions at once, as a new one', () => {
  const account = shopAccount(SHOPS, { concurrency: 10 });

  it('is deployed, changed and destroyed, and no function is refused', async () => {
    for (const step of [
      () => account.created(SHOPS.full),
      () => account.updated(SHOPS.changed),
      () => account.gone(),
    ]) {
      await step();
      expect(account.aws.requests.list().filter(({ status }) => status === 429)).toEqual([]);
    }
  });
});
