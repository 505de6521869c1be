/** @jest-environment ./test/jest/in-order-environment.js */
import { ListSolutionsCommand, ListSolutionVersionsCommand } from '@aws-sdk/client-personalize';
import { GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import {
  DescribeExecutionCommand,
  ListExecutionsCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { LOCAL_REGION } from 'embedded-aws/environment';
import type { BatchManifest } from '@ecommerce-recommenders/shop-data/contracts/batch/batch-manifest';
import type { BatchFolder } from '@ecommerce-recommenders/shop-data/contracts/batch/batch-places';
import { rowsOf as rowsOfTable, shippedFiles } from '../../packages/tools/test/sample/shipped-sample';
import { shopAssemblies } from '../storm/shop-assemblies';
import { startStormAccount, type StormAccount } from '@ecommerce-recommenders/tools/rehearse/storm-account';
import { partOfSample } from '../support/part-of-sample';
import { until } from '../support/spawned-command';

const QUERIES = { beauty: 'ITEMS.CATEGORY_L1 = "beauty"', camping: 'items.category_l1="camping"' };
const BASIC = { archive: partOfSample(), useCases: 'best-sellers', trainingTimeoutHours: 1 };
const BOTH = {
  ...BASIC,
  filters: { unbought: 'EXCLUDE ItemID WHERE Interactions.EVENT_TYPE IN ("Purchase")' },
  segments: { queries: QUERIES, size: 20, schedule: 'rate(1 day)' },
  batches: { results: 5, filter: 'unbought', schedule: 'rate(3 days)' },
  notify: ['shop@example.com'],
};
/** The first items of the sample, whose every third is in {@link partOfSample}. */
const ITEMS = rowsOfTable(shippedFiles().get('items.csv')!).flatMap(({ id }, at) => (at % 3 ? [] : [id]));
const SHOPS = shopAssemblies({
  basic: BASIC,
  both: BOTH,
  byItems: { ...BOTH, segments: { items: ITEMS.slice(0, 3), size: 7 } },
});
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

// Each test continues with the previous test's stack, as a user would.
describe('segments and batches, deployed on the embedded AWS', () => {
  let account: StormAccount;
  let sfn: SFNClient;
  let outputs: Readonly<Record<string, string>>;
  beforeAll(async () => {
    account = await startStormAccount(Object.values(SHOPS));
    sfn = new SFNClient({ endpoint: account.aws.endpoint, region: LOCAL_REGION });
  });
  afterAll(async () => {
    sfn.destroy();
    await account.close();
  });

  const deploy = async (
    shop: keyof typeof SHOPS,
    operation: 'create' | 'update' = 'update',
  ): Promise<void> => {
    const status = `${operation.toUpperCase()}_COMPLETE`;
    expect(await account[operation](SHOPS[shop])).toMatchObject({ status, reasons: [] });
    outputs = await account.outputs();
  };
  const read = async (Key: string): Promise<string | undefined> => {
    try {
      const { Body } = await account.s3.send(new GetObjectCommand({ Bucket: outputs.DataBucketName, Key }));
      return await Body!.transformToString();
    } catch (error) {
      if ((error as Error).name === 'NoSuchKey') return undefined;
      throw error;
    }
  };
  const manifest = async (folder: BatchFolder): Promise<BatchManifest | undefined> => {
    const text = await read(`${folder}/manifest.json`);
    return text === undefined ? undefined : (JSON.parse(text) as BatchManifest);
  };
  const rowsOf = async (key: string): Promise<string[][]> =>
    (await read(key))!
      .trimEnd()
      .split('\n')
      .map((row) => row.split(','));
  const machineOf = (folder: BatchFolder): string =>
    outputs[folder === 'segments' ? 'SegmentsStateMachineArn' : 'BatchesStateMachineArn'];
  const isIdle = async (folder: BatchFolder): Promise<boolean> => {
    const list = new ListExecutionsCommand({ stateMachineArn: machineOf(folder), statusFilter: 'RUNNING' });
    return (await sfn.send(list)).executions!.length === 0;
  };
  const madeAfter = async (folder: BatchFolder, run?: string): Promise<BatchManifest> => {
    await until(async () => {
      // A run looks once a minute.
      await account.aws.clock.advance(60_000);
      const { run: now } = (await manifest(folder)) ?? {};
      return now !== undefined && now !== run && (await isIdle(folder));
    });
    return (await manifest(folder))!;
  };

  it('are made after the deployment that switches them on', async () => {
    await deploy('both', 'create');
    expect(outputs.SegmentsPrefix).toBe(`s3://${outputs.DataBucketName}/segments/`);
    expect(outputs.BatchesPrefix).toBe(`s3://${outputs.DataBucketName}/batches/`);
    const { results } = await madeAfter('segments');
    expect(results).toHaveLength(1);
    expect(results[0]).toMatchObject({ by: 'queries', lines: 2, empty: 0, failed: 0, rows: 40, size: 20 });
    const [header, ...rows] = await rowsOf(results[0].csv[0]);
    expect(header).toEqual(['SEGMENT', 'RANK', 'USER_ID']);
    expect(rows.map(([name, rank]) => `${name} ${rank}`)).toEqual(
      ['beauty', 'camping'].flatMap((name) => Array.from({ length: 20 }, (_, at) => `${name} ${at + 1}`)),
    );
    const [beauty, camping] = [rows.slice(0, 20), rows.slice(20)].map((some) =>
      some.map(([, , user]) => user),
    );
    expect(beauty).not.toEqual(camping);
  });

  it('answer every user of the prepared data, in the service’s JSON Lines and as CSV', async () => {
    const {
      results: [made],
    } = await madeAfter('batches');
    const users = (await read('dataset/training_user.csv'))!.trimEnd().split('\n').slice(1);
    expect(made).toMatchObject({ by: 'users', lines: users.length, failed: 0, filter: 'unbought' });
    const [header, ...rows] = await rowsOf(made.csv[0]);
    expect(header).toEqual(['USER_ID', 'RANK', 'ITEM_ID', 'SCORE']);
    expect(rows).toHaveLength(made.rows);
    expect((await read(made.json[0]))!.trimEnd().split('\n')).toHaveLength(users.length);
    const bought = new Set(
      (await rowsOf('dataset/training_interaction.csv'))
        .filter(([, , type]) => type === 'Purchase')
        .map(([item, user]) => `${user} ${item}`),
    );
    expect(rows.filter(([user, , item]) => bought.has(`${user} ${item}`))).toEqual([]);
  });

  it('are renewed on their own schedules, with a model of their own', async () => {
    const [segments, batches] = [await manifest('segments'), await manifest('batches')];
    await account.aws.clock.advance(DAY_MS);
    const after = await madeAfter('segments', segments!.run);
    expect(after.results[0].solutionVersionArn).not.toBe(segments!.results[0].solutionVersionArn);
    expect((await manifest('batches'))!.run).toBe(batches!.run);
  });

  it('stay as they were where a training fails, and the notice says why', async () => {
    const before = await manifest('segments');
    account.aws.faults.set([{ fault: 'training-failure', reason: 'Out of luck' }]);
    const start = new StartExecutionCommand({ stateMachineArn: machineOf('segments'), input: '{}' });
    const { executionArn } = await sfn.send(start);
    await until(async () => {
      await account.aws.clock.advance(60_000);
      return isIdle('segments');
    });
    account.aws.faults.set([]);
    const { status, cause } = await sfn.send(new DescribeExecutionCommand({ executionArn }));
    expect([status, cause]).toEqual(['FAILED', expect.stringContaining('Out of luck')]);
    expect(await manifest('segments')).toEqual(before);
    const messages = await (await fetch(`${account.aws.endpoint}/_local/messages`)).text();
    expect(messages).toContain('Out of luck');
  });

  it('train nothing in between', async () => {
    const { solutions = [] } = await account.personalize.send(new ListSolutionsCommand({}));
    expect(solutions.map(({ name }) => name!.replace(/^[^-]+-/, '')).sort()).toEqual([
      'batches-users',
      'segments-queries',
    ]);
    const { solutionVersions = [] } = await account.personalize.send(new ListSolutionVersionsCommand({}));
    expect(solutionVersions.every(({ trainingType }) => trainingType === 'MANUAL')).toBe(true);
  });

  it('are made anew by a deployment that asks for something else', async () => {
    const before = await manifest('segments');
    await deploy('byItems');
    const { results } = await madeAfter('segments', before!.run);
    expect(results.map(({ by, lines, failed }) => [by, lines, failed])).toEqual([['items', 3, 0]]);
  });

  it('are gone without the settings, with their files, and the stack with all it made', async () => {
    await deploy('basic');
    expect(outputs).not.toHaveProperty('SegmentsPrefix');
    expect((await account.personalize.send(new ListSolutionsCommand({}))).solutions).toEqual([]);
    const { Contents = [] } = await account.s3.send(
      new ListObjectsV2Command({ Bucket: outputs.DataBucketName }),
    );
    expect(Contents.filter(({ Key = '' }) => /^(segments|batches|claims)\//.test(Key))).toEqual([]);
    await deploy('both');
    expect(await account.destroy()).toMatchObject({ status: 'DELETE_COMPLETE', reasons: [] });
    expect(await account.inventory()).toEqual([]);
  });
});
