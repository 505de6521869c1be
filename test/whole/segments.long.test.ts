/** @jest-environment ./test/jest/in-order-environment.js */
import {
  ListSolutionsCommand,
  ListSolutionVersionsCommand,
  PersonalizeClient,
} from '@aws-sdk/client-personalize';
import { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import {
  DescribeExecutionCommand,
  ListExecutionsCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { LOCAL_REGION } from 'embedded-aws/environment';
import type { BatchManifest } from '@ecommerce-recommenders/shop-data/batch/batch-manifest';
import type { BatchFolder } from '@ecommerce-recommenders/shop-data/batch/batch-places';
import { until } from '../support/spawned-command';
import { startStack, type DeployedStack } from './deployed-stack';

const BASIC = { useCases: 'best-sellers', trainingTimeoutHours: '1' };
const QUERIES = { beauty: 'ITEMS.CATEGORY_L1 = "beauty"', camping: 'items.category_l1="camping"' };
const BOTH = {
  ...BASIC,
  filters: JSON.stringify({ unbought: 'EXCLUDE ItemID WHERE Interactions.EVENT_TYPE IN ("Purchase")' }),
  segments: JSON.stringify({ queries: QUERIES, size: 20, schedule: 'rate(1 day)' }),
  batches: JSON.stringify({ results: 5, filter: 'unbought', schedule: 'rate(3 days)' }),
  notify: 'shop@example.com',
};
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

// Each test continues with the previous test's stack, as a user would.
describe('segments and batches, deployed by the CDK CLI on the embedded AWS', () => {
  let deployed: DeployedStack;
  let personalize: PersonalizeClient;
  let s3: S3Client;
  let sfn: SFNClient;
  let outputs: Readonly<Record<string, string>>;
  beforeAll(async () => {
    deployed = await startStack();
    const config = { endpoint: deployed.aws.endpoint, region: LOCAL_REGION };
    personalize = new PersonalizeClient(config);
    s3 = new S3Client({ ...config, forcePathStyle: true });
    sfn = new SFNClient(config);
  });
  afterAll(async () => {
    for (const client of [personalize, s3, sfn]) client.destroy();
    await deployed.close();
  });

  const deploy = async (settings: Readonly<Record<string, string>>): Promise<void> => {
    await deployed.stack.deploy(settings, deployed.follow);
    outputs = await deployed.stack.outputs();
  };
  const read = async (Key: string): Promise<string | undefined> => {
    try {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: outputs.DataBucketName, Key }));
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
      await deployed.aws.clock.advance(60_000);
      const { run: now } = (await manifest(folder)) ?? {};
      return now !== undefined && now !== run && (await isIdle(folder));
    });
    return (await manifest(folder))!;
  };

  it('are made after the deployment that switches them on', async () => {
    await deploy(BOTH);
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
    await deployed.aws.clock.advance(DAY_MS);
    const after = await madeAfter('segments', segments!.run);
    expect(after.results[0].solutionVersionArn).not.toBe(segments!.results[0].solutionVersionArn);
    expect((await manifest('batches'))!.run).toBe(batches!.run);
  });

  it('stay as they were where a training fails, and the notice says why', async () => {
    const before = await manifest('segments');
    deployed.aws.faults.set([{ fault: 'training-failure', reason: 'Out of luck' }]);
    const start = new StartExecutionCommand({ stateMachineArn: machineOf('segments'), input: '{}' });
    const { executionArn } = await sfn.send(start);
    await until(async () => {
      await deployed.aws.clock.advance(60_000);
      return isIdle('segments');
    });
    deployed.aws.faults.set([]);
    const { status, cause } = await sfn.send(new DescribeExecutionCommand({ executionArn }));
    expect([status, cause]).toEqual(['FAILED', expect.stringContaining('Out of luck')]);
    expect(await manifest('segments')).toEqual(before);
    const messages = await (await fetch(`${deployed.aws.endpoint}/_local/messages`)).text();
    expect(messages).toContain('Out of luck');
  });

  it('train nothing in between', async () => {
    const { solutions = [] } = await personalize.send(new ListSolutionsCommand({}));
    expect(solutions.map(({ name }) => name!.replace(/^[^-]+-/, '')).sort()).toEqual([
      'batches-users',
      'segments-queries',
    ]);
    const { solutionVersions = [] } = await personalize.send(new ListSolutionVersionsCommand({}));
    expect(solutionVersions.every(({ trainingType }) => trainingType === 'MANUAL')).toBe(true);
  });

  it('are made anew by a deployment that asks for something else', async () => {
    const before = await manifest('segments');
    const items = (await rowsOf('dataset/training_item.csv')).slice(1, 4).map(([item]) => item);
    await deploy({ ...BOTH, segments: JSON.stringify({ items, size: 7 }) });
    const { results } = await madeAfter('segments', before!.run);
    expect(results.map(({ by, lines, failed }) => [by, lines, failed])).toEqual([['items', 3, 0]]);
  });

  it('are gone without the settings, with their files, and the stack with all it made', async () => {
    await deploy(BASIC);
    expect(outputs).not.toHaveProperty('SegmentsPrefix');
    expect((await personalize.send(new ListSolutionsCommand({}))).solutions).toEqual([]);
    const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: outputs.DataBucketName }));
    expect(Contents.filter(({ Key = '' }) => /^(segments|batches|claims)\//.test(Key))).toEqual([]);
    await deploy(BOTH);
    await deployed.stack.destroy(deployed.follow);
    expect(await deployed.stack.inventory()).toEqual([]);
  });
});
