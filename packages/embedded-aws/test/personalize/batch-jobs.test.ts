import * as sdk from '@aws-sdk/client-personalize';
import {
  batchJob,
  createShop,
  describeInference,
  describeSegments,
  startInference,
  startSegments,
  trainedVersion,
  writeQueries,
} from './support/batch-shop';
import { settle } from './support/shop';
import { startPersonalize } from './support/start-personalize';
import { refused } from '../support/refused';
import { runningFor } from '../support/running';

const MINUTE_MS = 60_000;
const ACCOUNT = 'arn:aws:personalize:us-east-1:123456789012';
const containing = (text: string): string => expect.stringContaining(text) as string;

const aws = runningFor('each test', () => startPersonalize('realistic'));
let group: string;
let users: string;
let items: string;
beforeEach(async () => {
  group = await createShop(aws);
  users = await trainedVersion(aws, group, 'users');
  items = await trainedVersion(aws, group, 'items');
});

describe('a batch job', () => {
  it('is described and listed through its states (PERSONALIZE-110)', async () => {
    writeQueries(aws, [{ userId: 'user-1' }]);
    const arn = await startInference(aws, users, { tags: [{ tagKey: 'team', tagValue: 'mail' }] });
    expect(arn).toBe(`${ACCOUNT}:batch-inference-job/batch`);
    const seen: (string | undefined)[] = [];
    await settle(
      { ...aws, clock: { ...aws.clock, advance: () => aws.clock.advance(MINUTE_MS) } },
      async () => {
        const { status } = await describeInference(aws, arn);
        if (seen.at(-1) !== status) seen.push(status);
        return status;
      },
    );
    expect(seen).toEqual(['CREATE PENDING', 'CREATE IN_PROGRESS', 'ACTIVE']);
    expect(await describeInference(aws, arn)).toMatchObject({
      ...batchJob('batch', users),
      batchInferenceJobArn: arn,
      numResults: 25,
      batchInferenceJobMode: 'BATCH_INFERENCE',
    });
    const list = (solutionVersionArn: string) =>
      aws.personalize.listBatchInferenceJobs({ solutionVersionArn });
    expect((await list(users)).batchInferenceJobs).toMatchObject([
      { batchInferenceJobArn: arn, jobName: 'batch', status: 'ACTIVE', solutionVersionArn: users },
    ]);
    expect((await list(items)).batchInferenceJobs).toEqual([]);
    const { tags } = await aws.personalize.listTagsForResource({ resourceArn: arn });
    expect(tags).toEqual([{ tagKey: 'team', tagValue: 'mail' }]);
  });

  it('keeps its name for ever; of each kind five are under way at most (PERSONALIZE-110)', async () => {
    await startInference(aws, users, { jobName: 'a' });
    await refused(startInference(aws, users, { jobName: 'a' }), 'ResourceAlreadyExistsException');
    for (const jobName of ['b', 'c', 'd', 'e']) await startInference(aws, users, { jobName });
    await expect(startInference(aws, users, { jobName: 'f' })).rejects.toMatchObject({
      name: 'LimitExceededException',
      message: 'More than 5 resources with PENDING or IN_PROGRESS status.',
    });
    await startSegments(aws, items, { jobName: 'a' });
  });

  it('needs an ACTIVE filter of its group, and keeps it until it is done', async () => {
    const filterExpression = 'EXCLUDE ItemID WHERE Interactions.EVENT_TYPE IN ("Purchase")';
    const create = new sdk.CreateFilterCommand({ name: 'f', datasetGroupArn: group, filterExpression });
    const { filterArn = '' } = await aws.personalize.send(create);
    const inUse = { name: 'ResourceInUseException' };
    await expect(startInference(aws, users, { filterArn })).rejects.toMatchObject(inUse);
    await aws.clock.advance(10 * MINUTE_MS);
    writeQueries(aws, [{ userId: 'user-1' }]);
    const arn = await startInference(aws, users, { filterArn });
    const remove = new sdk.DeleteFilterCommand({ filterArn });
    await expect(aws.personalize.send(remove)).rejects.toMatchObject({ ...inUse, message: containing(arn) });
    await settle(aws, async () => (await describeInference(aws, arn)).status);
    await aws.personalize.send(remove);
    await refused(
      startInference(aws, users, { jobName: 'g', filterArn: `${filterArn}x` }),
      'ResourceNotFoundException',
    );
  });

  it('keeps its solution until it is done, and ends with it', async () => {
    writeQueries(aws, [{ itemId: 'item-1' }]);
    const arn = await startSegments(aws, items);
    const solutionArn = items.slice(0, items.lastIndexOf('/'));
    const remove = new sdk.DeleteSolutionCommand({ solutionArn });
    await refused(aws.personalize.send(remove), 'ResourceInUseException', arn);
    await settle(aws, async () => (await describeSegments(aws, arn)).status);
    expect(aws.account.inventory().map(({ id }) => id)).not.toContain(arn);
    await aws.personalize.send(remove);
    await aws.clock.advance(MINUTE_MS);
    await refused(describeSegments(aws, arn), 'ResourceNotFoundException');
    const list = await aws.personalize.listBatchSegmentJobs({});
    expect(list.batchSegmentJobs).toEqual([]);
    const again = await trainedVersion(aws, group, 'items');
    await refused(startSegments(aws, again), 'ResourceAlreadyExistsException');
  });
});
