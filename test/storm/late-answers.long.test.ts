import type { Fault } from 'embedded-aws/faults/fault-kinds';
import { EVERYTHING } from './everything';
import { shopAssemblies } from './shop-assemblies';
import { smallShop } from './small-shop';
import { startStormAccount, type StormAccount } from '@ecommerce-recommenders/tools/rehearse/storm-account';
import { Tally } from './tally';

const filters = Object.fromEntries(
  Array.from({ length: 15 }, (_, at) => [`under-${at + 1}`, `INCLUDE ItemID WHERE Items.PRICE < ${at + 1}`]),
);
const SHOPS = shopAssemblies({ shop: { ...EVERYTHING, filters, archive: smallShop() } });

/** Stack lookups by functions; the test makes some, too. */
const LOOKS = { service: 'cloudformation', operation: 'DescribeStacks', caller: '*:assumed-role/*' } as const;

describe('a stack with everything', () => {
  const tally = new Tally('late-answers');
  let account: StormAccount;
  beforeEach(async () => {
    account = await startStormAccount(Object.values(SHOPS), { latency: 'fast' });
  });
  afterEach(() => account.close());
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
    expect((await account.destroy()).status).toBe('DELETE_COMPLETE');
    const left = await account.inventory();
    expect(left).toEqual([]);
    tally.add(expect.getState().currentTestName ?? '', { end: 'succeeded', left: 0, calls: deployed.calls });
  });
});
