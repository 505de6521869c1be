import { refused } from '../support/refused';
import { runningFor } from '../support/running';
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

const MINUTE_MS = 60_000;

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
    const tags = [{ tagKey: 'team', tagValue: 'mail' }];
    const arn = await startInference(aws, users, { tags });
    expect(arn).toBe('arn:aws:personalize:us-east-1:123456789012:batch-inference-job/batch');
    const seen: (string | undefined)[] = [];
    while (seen.at(-1) !== 'ACTIVE') {
      const { status } = await describeInference(aws, arn);
      if (seen.at(-1) !== status) seen.push(status);
      await aws.clock.advance(MINUTE_MS);
    }
    expect(seen).toEqual(['CREATE PENDING', 'CREATE IN_PROGRESS', 'ACTIVE']);
    expect(await describeInference(aws, arn)).toMatchObject({
      ...batchJob('batch', users),
      ...{ batchInferenceJobArn: arn, numResults: 25, batchInferenceJobMode: 'BATCH_INFERENCE' },
    });
    const list = async (solutionVersionArn: string) =>
      (await aws.personalize.listBatchInferenceJobs({ solutionVersionArn })).batchInferenceJobs;
    expect(await list(users)).toMatchObject([
      { batchInferenceJobArn: arn, jobName: 'batch', status: 'ACTIVE', solutionVersionArn: users },
    ]);
    expect(await list(items)).toEqual([]);
    expect(await aws.personalize.listTagsForResource({ resourceArn: arn })).toMatchObject({ tags });
  });

  it('keeps its name for ever; of each kind five are under way at most (PERSONALIZE-110)', async () => {
    const begin = (jobName: string) => startInference(aws, users, { jobName });
    await begin('a');
    await refused(begin('a'), 'ResourceAlreadyExistsException');
    for (const jobName of ['b', 'c', 'd', 'e']) await begin(jobName);
    const text = 'More than 5 resources with PENDING or IN_PROGRESS status.';
    await refused(begin('f'), 'LimitExceededException', text);
    await startSegments(aws, items, { jobName: 'a' });
  });

  it('needs an ACTIVE filter of its group, and keeps it until it is done', async () => {
    const filterExpression = 'EXCLUDE ItemID WHERE Interactions.EVENT_TYPE IN ("Purchase")';
    const filter = { name: 'f', datasetGroupArn: group, filterExpression };
    const { filterArn } = await aws.personalize.createFilter(filter);
    await refused(startInference(aws, users, { filterArn }), 'ResourceInUseException');
    await aws.clock.advance(10 * MINUTE_MS);
    writeQueries(aws, [{ userId: 'user-1' }]);
    const arn = await startInference(aws, users, { filterArn });
    const remove = () => aws.personalize.deleteFilter({ filterArn });
    await refused(remove(), 'ResourceInUseException', arn);
    await settle(aws, async () => (await describeInference(aws, arn)).status);
    await remove();
    const missing = { jobName: 'g', filterArn: `${filterArn}x` };
    await refused(startInference(aws, users, missing), 'ResourceNotFoundException');
  });

  it('keeps its solution until it is done, and ends with it', async () => {
    writeQueries(aws, [{ itemId: 'item-1' }]);
    const arn = await startSegments(aws, items);
    const solutionArn = items.slice(0, items.lastIndexOf('/'));
    const remove = () => aws.personalize.deleteSolution({ solutionArn });
    await refused(remove(), 'ResourceInUseException', arn);
    await settle(aws, async () => (await describeSegments(aws, arn)).status);
    expect(aws.account.inventory().map(({ id }) => id)).not.toContain(arn);
    await remove();
    await aws.clock.advance(MINUTE_MS);
    await refused(describeSegments(aws, arn), 'ResourceNotFoundException');
    expect((await aws.personalize.listBatchSegmentJobs({})).batchSegmentJobs).toEqual([]);
    const again = await trainedVersion(aws, group, 'items');
    await refused(startSegments(aws, again), 'ResourceAlreadyExistsException');
  });
});
