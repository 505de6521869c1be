import { batchLockKey } from '@ecommerce-recommenders/shop-data/contracts/batch/batch-places';
import { INCOMING_LOCK_KEY } from '@ecommerce-recommenders/shop-data/contracts/fresh-data/places';
import { LISTS_LOCK_KEY } from '@ecommerce-recommenders/shop-data/contracts/lists/list-places';
import { runsOf } from './runs-of';
import { shopAccount } from './shop-account';
import { shopAssemblies } from './shop-assemblies';
import { smallShop } from './small-shop';

const SHOPS = shopAssemblies({
  shop: {
    archive: smallShop(),
    trainingTimeoutHours: 2,
    useCases: ['most-viewed', 'frequently-bought-together'],
    serving: { 'frequently-bought-together': 'lists' },
    batches: { results: 2 },
    // By a schedule, so that a file that arrives starts nothing.
    ...{ freshData: true, freshDataSchedule: 'rate(7 days)' },
  },
});

/** Runs by their state machine's name: the claim of one, and what its role and log group are named after. */
const RUNS = {
  batches: { claimKey: batchLockKey('batches'), functions: 'Batches' },
  lists: { claimKey: LISTS_LOCK_KEY, functions: 'ListsFunctions' },
  'fresh-data': { claimKey: INCOMING_LOCK_KEY, functions: 'FreshDataFunctions' },
} as const;
type Run = keyof typeof RUNS;

describe('a step that goes on after its run was stopped', () => {
  const account = shopAccount(SHOPS);
  beforeAll(async () => {
    await account.created(SHOPS.shop);
    for (const run of Object.keys(RUNS)) await runsOf(account, run).ended();
  });

  const objects = async (): Promise<string[]> =>
    (await account.inventory()).filter((line) => line.startsWith('AWS::S3::Object '));

  /** Starts a run, and keeps its step before it lists what it reads. */
  const keep = async (run: Run): Promise<void> => {
    const caller = `*${RUNS[run].functions}Role*`;
    account.aws.faults.set([{ fault: 'latency', operation: 'ListObjectsV2', caller, ms: 300_000 }]);
    await runsOf(account, run).start({ force: true });
    await account.until(async () => account.aws.faults.list()[0].struck > 0);
  };
  /** What its functions log when they would change something without the claim. */
  const hasSaidSo = async (run: Run): Promise<boolean> =>
    (await account.logged(`${RUNS[run].functions}Logs`, '"has lost its lock"')).length > 0;

  it.each(Object.keys(RUNS) as Run[])('changes nothing once it has lost the claim: %s', async (run) => {
    await account.put('incoming/items/1.csv', 'any');
    await account.aws.clock.advance(60_000);
    const before = await objects();
    await keep(run);
    await runsOf(account, run).stop();
    // As the deployment that switches it off does.
    await account.s3.deleteObject({ Bucket: await account.bucket(), Key: RUNS[run].claimKey });
    account.aws.faults.set([]);
    await account.until(() => hasSaidSo(run));
    expect(await objects()).toEqual(before);
  });

  it('leaves nothing when the stack goes meanwhile', async () => {
    await keep('batches');
    await account.gone();
  });
});
