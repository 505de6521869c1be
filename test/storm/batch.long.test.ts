import {
  ListBatchSegmentJobsCommand,
  ListSolutionsCommand,
  ListSolutionVersionsCommand,
} from '@aws-sdk/client-personalize';
import type { PermissionReport } from 'embedded-aws/authorization/permission-uses';
import type { BatchManifest } from '@ecommerce-recommenders/shop-data/contracts/batch/batch-manifest';
import {
  batchLockKey,
  type BatchFolder,
} from '@ecommerce-recommenders/shop-data/contracts/batch/batch-places';
import { meet } from './meeting-runs';
import { runsOf, type Runs } from './runs-of';
import { shopAssemblies } from './shop-assemblies';
import { smallShop } from './small-shop';
import { startStormAccount, type StormAccount } from '@ecommerce-recommenders/tools/rehearse/storm-account';

const SEGMENTS = { items: ['i1', 'i2'], queries: { all: 'ITEMS.CATEGORY_L1 = "c"' }, size: 4 };
const settings = {
  archive: smallShop(),
  trainingTimeoutHours: 2,
  useCases: ['most-viewed'],
  // The day is filled in: no price is as high, so the filter is one of prices above 100.
  filters: { some: 'EXCLUDE ItemID WHERE Items.PRICE > 100 AND Items.PRICE < $TODAY' },
};
const both = {
  ...settings,
  segments: SEGMENTS,
  batches: { results: 3, filter: 'some' },
  notify: ['shop@example.com'],
};
const SHOPS = shopAssemblies({
  both,
  renamed: { ...both, tags: { team: 'shop' } },
  fewer: { ...both, segments: { ...SEGMENTS, queries: {}, size: 2 } },
  without: { ...settings, notify: ['shop@example.com'] },
});
const FOLDERS: readonly BatchFolder[] = ['segments', 'batches'];

describe('segments and batches', () => {
  let account: StormAccount;
  let runs: Record<BatchFolder, Runs>;
  beforeAll(async () => {
    account = await startStormAccount(Object.values(SHOPS));
    runs = { segments: runsOf(account, 'segments'), batches: runsOf(account, 'batches') };
  });
  afterAll(() => account.close());

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
  const versions = async (solution: string): Promise<(string | undefined)[]> => {
    const { solutions = [] } = await account.personalize.send(new ListSolutionsCommand({}));
    const found = solutions.find(({ name }) => name === `EcommerceRecommenders-${solution}`);
    const { solutionVersions = [] } = await account.personalize.send(
      new ListSolutionVersionsCommand({ solutionArn: found?.solutionArn }),
    );
    return solutionVersions.map(({ status }) => status);
  };

  it('are made after the first deployment, which waits for none', async () => {
    expect(await account.create(SHOPS.both)).toMatchObject({ status: 'CREATE_COMPLETE', reasons: [] });
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
    const {
      results: [made],
    } = await manifest('batches');
    expect(made).toMatchObject({
      by: 'users',
      lines: 30,
      empty: 0,
      failed: 0,
      rows: 90,
      filter: 'some',
      size: 3,
    });
    const rows = await rowsOf(made.csv[0]);
    const answers = (await account.read(made.json[0])).trimEnd().split('\n');
    const told = answers.flatMap((line) => {
      const { input, output } = JSON.parse(line) as {
        input: { userId: string };
        output: { recommendedItems: string[]; scores?: number[] };
      };
      return output.recommendedItems.map((item, at) => [
        input.userId,
        String(at + 1),
        item,
        String(output.scores?.[at] ?? ''),
      ]);
    });
    expect(rows).toEqual(told);
  });

  it('leave nothing running, and of their files only those of the run', async () => {
    for (const folder of FOLDERS) {
      const { run } = await manifest(folder);
      expect(
        (await account.keys(`${folder}/`)).filter((key) => !key.startsWith(`${folder}/${run}/`)),
      ).toEqual([`${folder}/manifest.json`]);
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
    account.aws.faults.set([{ fault: 'training-failure', times: 1, reason: 'The disk is full.' }]);
    const { status, cause } = await runs.segments.run();
    account.aws.faults.set([]);
    expect([status, cause]).toEqual(['FAILED', expect.stringContaining('The disk is full.')]);
    expect(cause).toContain('The previous ones are in service.');
    expect(await mails()).toEqual([cause]);
    expect(await manifest('segments')).toEqual(before);
    expect((await versions('segments-queries')).filter((one) => /PENDING|PROGRESS/.test(one!))).toEqual([]);
  });

  it('stay as they were when a job fails, and what it has written goes', async () => {
    const before = await manifest('batches');
    account.aws.faults.set([{ fault: 'batch-failure', batch: 'inference', reason: 'No disk.' }]);
    const { cause } = await runs.batches.run();
    account.aws.faults.set([]);
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
    const { start } = runs.segments;
    await meet(account, {
      ...{ Bucket: await account.bucket(), claimKey: batchLockKey('segments'), role: 'SegmentsRole' },
      ...{ keptBy: 'DescribeSolutionVersion', start, startAnother: start },
    });
    await runs.segments.ended();
    const [last, first] = await runs.segments.all();
    expect([first.status, last.status]).toEqual(['SUCCEEDED', 'SUCCEEDED']);
    expect(await versions('segments-items')).toHaveLength(trained + 1);
  });

  it('are made by the run after one that was stopped', async () => {
    await runs.segments.start();
    await account.until(async () => (await account.keys('claims/')).length === 1);
    await runs.segments.stop();
    expect(await runs.segments.run()).toMatchObject({ status: 'SUCCEEDED' });
    expect(await account.keys('claims/')).toEqual([]);
  });

  it('are not made by a deployment that changes nothing of theirs, and made by one that does', async () => {
    const count = async (): Promise<number[]> =>
      Promise.all(FOLDERS.map(async (folder) => (await runs[folder].all()).length));
    const [segments, batches] = await count();
    expect((await account.update(SHOPS.renamed)).status).toBe('UPDATE_COMPLETE');
    expect(await count()).toEqual([segments, batches]);
    expect((await account.update(SHOPS.fewer)).status).toBe('UPDATE_COMPLETE');
    expect(await count()).toEqual([segments + 1, batches]);
    await runs.segments.ended();
    expect((await manifest('segments')).results.map(({ by, rows }) => [by, rows])).toEqual([['items', 4]]);
  });

  it('use what they are permitted', async () => {
    const answer = await fetch(`${account.aws.endpoint}/_local/permissions`);
    const reports = (await answer.json()) as PermissionReport[];
    const unused = reports
      .filter(({ role }) => /(Segments|Batches)(Role|JobRole)/.test(role))
      .flatMap(({ role, allowed }) =>
        allowed.flatMap(({ action, uses }) =>
          uses > 0 ? [] : [`${/(?:Segments|Batches)(\w*Role)/.exec(role)![1]} ${action}`],
        ),
      );
    expect([...new Set(unused)].sort()).toEqual([
      // Trainings take no time here.
      'Role personalize:StopSolutionVersionCreation',
      // A file of more than 8 MiB could not be written.
      'Role s3:AbortMultipartUpload',
      // Two runs that make recommendations have not met.
      'Role states:DescribeExecution',
    ]);
  });

  it('are gone when they are switched off during a run, with their files', async () => {
    await runs.segments.start();
    await account.until(async () => {
      const { batchSegmentJobs = [] } = await account.personalize.send(new ListBatchSegmentJobsCommand({}));
      return batchSegmentJobs.length > 0;
    });
    expect(await account.update(SHOPS.without)).toMatchObject({ status: 'UPDATE_COMPLETE', reasons: [] });
    for (const prefix of ['segments/', 'batches/', 'claims/']) expect(await account.keys(prefix)).toEqual([]);
    expect((await account.personalize.send(new ListSolutionsCommand({}))).solutions).toEqual([]);
  });

  it('leave nothing when the stack goes during a run', async () => {
    expect(await account.update(SHOPS.both)).toMatchObject({ status: 'UPDATE_COMPLETE', reasons: [] });
    expect(await account.destroy()).toMatchObject({ status: 'DELETE_COMPLETE', reasons: [] });
    expect(await account.inventory()).toEqual([]);
  });

  describe('that take their time', () => {
    let slow: StormAccount;
    beforeEach(async () => {
      slow = await startStormAccount(Object.values(SHOPS), { latency: 'realistic' });
      await slow.begin(SHOPS.both, 'create');
    });
    afterEach(() => slow.close());
    const trainings = async (): Promise<string[]> =>
      ((await slow.personalize.send(new ListSolutionVersionsCommand({}))).solutionVersions ?? []).map(
        ({ status }) => status!,
      );
    const isWorking = async (): Promise<boolean> => {
      const { batchSegmentJobs = [] } = await slow.personalize.send(new ListBatchSegmentJobsCommand({}));
      return batchSegmentJobs.some(({ status = '' }) => /PROGRESS/.test(status));
    };

    it('are stopped in training when the stack goes, which leaves nothing', async () => {
      await slow.until(async () => (await trainings()).some((status) => /PROGRESS/.test(status)));
      expect(await slow.destroy()).toMatchObject({ status: 'DELETE_COMPLETE' });
      expect(await slow.inventory()).toEqual([]);
    });

    it('are waited for at work when the stack goes, which leaves nothing', async () => {
      await slow.settled();
      await slow.until(isWorking);
      expect(await slow.destroy()).toMatchObject({ status: 'DELETE_COMPLETE', reasons: [] });
      expect(await slow.inventory()).toEqual([]);
    });

    it('are begun anew after a run that was stopped, whose training is stopped, too', async () => {
      await slow.settled();
      const segments = runsOf(slow, 'segments');
      await segments.start({ force: true });
      await slow.until(async () => (await trainings()).some((status) => /PROGRESS/.test(status)));
      await segments.stop();
      expect(await segments.run()).toMatchObject({ status: 'SUCCEEDED' });
      expect(await trainings()).toContain('CREATE STOPPED');
    });
  });
});
