import type { BatchManifest } from '@ecommerce-recommenders/shop-data/contracts/batch/batch-manifest';
import {
  batchLockKey,
  type BatchFolder,
} from '@ecommerce-recommenders/shop-data/contracts/batch/batch-places';
import { meet, runsOf } from './runs-of';
import { arnOf, shopAccount, type ShopAccount } from './shop-account';
import { shopAssemblies } from './shop-assemblies';
import { smallShop } from './small-shop';

const SEGMENTS = { items: ['i1', 'i2'], queries: { all: 'ITEMS.CATEGORY_L1 = "c"' }, size: 4 };
const settings = {
  archive: smallShop(),
  trainingTimeoutHours: 2,
  useCases: ['most-viewed'],
  // The day is filled in: no price is as high, so the filter is one of prices above 100.
  filters: { some: 'EXCLUDE ItemID WHERE Items.PRICE > 100 AND Items.PRICE < $TODAY' },
  notify: ['shop@example.com'],
};
const both = { ...settings, segments: SEGMENTS, batches: { results: 3, filter: 'some' } };
const SHOPS = shopAssemblies({
  both,
  renamed: { ...both, tags: { team: 'shop' } },
  fewer: { ...both, segments: { ...SEGMENTS, queries: {}, size: 2 } },
  without: settings,
});
const FOLDERS: readonly BatchFolder[] = ['segments', 'batches'];

/** Statuses of trainings, of a solution or of all. */
const trainings = async ({ personalize }: ShopAccount, solutionArn?: string): Promise<string[]> =>
  (await personalize.listSolutionVersions({ solutionArn })).solutionVersions!.map(({ status }) => status!);
/** Statuses of the jobs that make segments. */
const segmentJobs = async ({ personalize }: ShopAccount): Promise<string[]> =>
  (await personalize.listBatchSegmentJobs({})).batchSegmentJobs!.map(({ status }) => status!);

describe('segments and batches', () => {
  const account = shopAccount(SHOPS);
  const runs = { segments: runsOf(account, 'segments'), batches: runsOf(account, 'batches') };
  const manifest = async (folder: BatchFolder): Promise<BatchManifest> =>
    JSON.parse(await account.read(`${folder}/manifest.json`)) as BatchManifest;
  const rowsOf = async (key: string): Promise<string[][]> =>
    (await account.read(key))
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((row) => row.split(','));
  const mails = async (): Promise<string[]> =>
    (await account.messages())
      .filter(({ subject }) => subject?.includes('renewed'))
      .map(({ message }) => message);
  const versions = (solution: string): Promise<string[]> => trainings(account, arnOf('solution', solution));

  it('are made after the first deployment, which waits for none', async () => {
    await account.created(SHOPS.both);
    for (const folder of FOLDERS) await runs[folder].ended();
    const { results } = await manifest('segments');
    expect(results.map(({ by, lines, failed, rows }) => [by, lines, failed, rows])).toEqual([
      ['items', 2, 0, 8],
      ['queries', 1, 0, 4],
    ]);
    const [[segment, rank, user]] = await rowsOf(results[1].csv[0]);
    expect([segment, rank, user]).toEqual(['all', '1', expect.stringMatching(/^u\d+$/) as string]);
    const names = (await rowsOf(results[0].csv[0])).map(([name]) => name);
    expect([...new Set(names)]).toEqual(['i1', 'i2']);
  });

  it('have an answer for every user, as the service gave it', async () => {
    const [made] = (await manifest('batches')).results;
    expect(made).toMatchObject({
      ...{ by: 'users', lines: 30, empty: 0, failed: 0, rows: 90 },
      ...{ filter: 'some', size: 3 },
    });
    const answers = (await account.read(made.json[0])).trimEnd().split('\n');
    const told = answers.flatMap((line) => {
      const { input, output } = JSON.parse(line) as {
        input: { userId: string };
        output: { recommendedItems: string[]; scores?: number[] };
      };
      return output.recommendedItems.map((item, at) =>
        [input.userId, at + 1, item, output.scores?.[at] ?? ''].map(String),
      );
    });
    expect(await rowsOf(made.csv[0])).toEqual(told);
  });

  it('leave nothing running, and of their files only those of the run', async () => {
    for (const folder of FOLDERS) {
      const { run } = await manifest(folder);
      const others = (await account.keys(`${folder}/`)).filter((key) => !key.startsWith(`${folder}/${run}/`));
      expect(others).toEqual([`${folder}/manifest.json`]);
    }
    expect(await account.keys('claims/')).toEqual([]);
    for (const solution of ['segments-items', 'segments-queries', 'batches-users'])
      expect(await versions(solution)).toEqual(['ACTIVE']);
  });

  it('are renewed by the next run, with a new model, and the run before the former goes', async () => {
    const before = await manifest('segments');
    expect(await runs.segments.run()).toMatchObject({ status: 'SUCCEEDED' });
    const after = await manifest('segments');
    expect(after.run > before.run).toBe(true);
    expect(after.results[0].solutionVersionArn).not.toBe(before.results[0].solutionVersionArn);
    expect(await account.keys(`segments/${before.run}/`)).not.toEqual([]);
    expect(await runs.segments.run()).toMatchObject({ status: 'SUCCEEDED' });
    expect(await account.keys(`segments/${before.run}/`)).toEqual([]);
  });

  it('stay as they were when a training fails, and a notice says why', async () => {
    const before = await manifest('segments');
    const { status, cause } = await account.under(
      [{ fault: 'training-failure', times: 1, reason: 'The disk is full.' }],
      runs.segments.run,
    );
    expect([status, cause]).toEqual(['FAILED', expect.stringContaining('The disk is full.')]);
    expect(cause).toContain('The previous ones are in service.');
    expect(await mails()).toEqual([cause]);
    expect(await manifest('segments')).toEqual(before);
    expect((await versions('segments-queries')).filter((one) => /PENDING|PROGRESS/.test(one))).toEqual([]);
  });

  it('stay as they were when a job fails, and what it has written goes', async () => {
    const before = await manifest('batches');
    const { cause } = await account.under(
      [{ fault: 'batch-failure', batch: 'inference', reason: 'No disk.' }],
      runs.batches.run,
    );
    expect(cause).toContain('CREATE FAILED: No disk.');
    expect(await manifest('batches')).toEqual(before);
    const left = (await account.keys('batches/')).map((key) => key.split('/')[1]);
    expect([...new Set(left)]).toEqual([before.run, 'manifest.json']);
  });

  it('are complete where requests are throttled and the function crashes', async () => {
    account.aws.faults.set([
      { fault: 'throttling', service: 'personalize', rate: 0.2 },
      { fault: 'function-crash', function: '*BatchesFunction*', times: 2, when: 'after' },
    ]);
    const before = await manifest('batches');
    expect(await runs.batches.run()).toMatchObject({ status: 'SUCCEEDED' });
    for (const { struck } of account.aws.faults.list()) expect(struck).toBeGreaterThan(0);
    account.aws.faults.set([]);
    const after = await manifest('batches');
    expect(after.run).not.toBe(before.run);
    expect(after.results[0]).toMatchObject({ lines: 30, rows: 90 });
  });

  it('leave the work to a run in progress', async () => {
    const trained = (await versions('segments-items')).length;
    await meet(account, {
      ...{ claimKey: batchLockKey('segments'), role: 'SegmentsRole', keptBy: 'DescribeSolutionVersion' },
      start: runs.segments.start,
    });
    await runs.segments.ended();
    const [last, first] = await runs.segments.all();
    expect([first.status, last.status]).toEqual(['SUCCEEDED', 'SUCCEEDED']);
    expect(await versions('segments-items')).toHaveLength(trained + 1);
  });

  it('are not made by a deployment that changes nothing of theirs, and made by one that does', async () => {
    const count = async (): Promise<number[]> =>
      Promise.all(FOLDERS.map(async (folder) => (await runs[folder].all()).length));
    const [segments, batches] = await count();
    await account.updated(SHOPS.renamed);
    expect(await count()).toEqual([segments, batches]);
    await account.updated(SHOPS.fewer);
    expect(await count()).toEqual([segments + 1, batches]);
    await runs.segments.ended();
    expect((await manifest('segments')).results.map(({ by, rows }) => [by, rows])).toEqual([['items', 4]]);
  });

  it('are gone when they are switched off during a run, with their files', async () => {
    await runs.segments.start();
    await account.until(async () => (await segmentJobs(account)).length > 0);
    await account.updated(SHOPS.without);
    for (const prefix of ['segments/', 'batches/', 'claims/']) expect(await account.keys(prefix)).toEqual([]);
    expect((await account.personalize.listSolutions({})).solutions).toEqual([]);
  });

  it('leave nothing when the stack goes during a run', async () => {
    await account.updated(SHOPS.both);
    await account.gone();
  });
});

describe('segments and batches that take their time', () => {
  const account = shopAccount(SHOPS, { each: true, latency: 'realistic' });
  beforeEach(() => account.begin(SHOPS.both, 'create'));
  const isTraining = async (): Promise<boolean> => /PROGRESS/.test((await trainings(account)).join());

  it('are stopped in training when the stack goes, which leaves nothing', async () => {
    await account.until(isTraining);
    await account.gone();
  });

  it('are waited for at work when the stack goes, which leaves nothing', async () => {
    await account.settled();
    await account.until(async () => /PROGRESS/.test((await segmentJobs(account)).join()));
    await account.gone();
  });

  it('are begun anew after a run that was stopped, whose training is stopped, too', async () => {
    await account.settled();
    const segments = runsOf(account, 'segments');
    await segments.start({ force: true });
    await account.until(isTraining);
    await segments.stop();
    expect(await segments.run()).toMatchObject({ status: 'SUCCEEDED' });
    expect(await trainings(account)).toContain('CREATE STOPPED');
    expect(await account.keys('claims/')).toEqual([]);
  });
});
