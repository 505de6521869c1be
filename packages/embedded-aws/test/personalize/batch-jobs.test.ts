import { refused } from '../support/refused';
import { runningFor } from '../support/running';
import {
  createShop,
  describeInference,
  describeSegments,
  startInference,
  startSegments,
  trainedVersion,
  writeQueries,
  RECIPES,
} from './support/batch-shop';
import { settle } from './support/shop';
import { startPersonalize } from './support/start-personalize';
import {
  createCampaign,
  createFilledGroup,
  createSolution,
  RANKING_RECIPE,
  trainVersion,
} from './support/ranking-shop';

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
  it('is listed by its solution version, and has tags', async () => {
    const tags = [{ tagKey: 'team', tagValue: 'mail' }];
    const arn = await startInference(aws, users, { tags });
    const list = async (solutionVersionArn: string) =>
      (await aws.personalize.listBatchInferenceJobs({ solutionVersionArn })).batchInferenceJobs;
    expect(await list(users)).toMatchObject([{ batchInferenceJobArn: arn, solutionVersionArn: users }]);
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
    const solutionArn = solutionOf(items);
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

const solutionOf = (version: string): string => version.slice(0, version.lastIndexOf('/'));

describe('a solution of a recipe for batches', () => {
  it('has no campaign, and metrics only if it recommends (PERSONALIZE-119)', async () => {
    for (const version of [items, `${solutionOf(items)}/$LATEST`])
      await expect(createCampaign(aws, version)).rejects.toThrow('create a batch segment job');
    await expect(createCampaign(aws, users)).rejects.toThrow('create a batch inference job');
    const metricsOf = (solutionVersionArn: string) =>
      aws.personalize.getSolutionMetrics({ solutionVersionArn });
    expect((await metricsOf(users)).metrics).toHaveProperty('coverage');
    await expect(metricsOf(items)).rejects.toThrow('aws-item-affinity');
  });

  it('needs an Items dataset to train on attributes (PERSONALIZE-119)', async () => {
    const other = await createFilledGroup(aws, undefined, 'without-items');
    const solutionArn = await createSolution(aws, other, { name: 'other', recipeArn: RECIPES.attributes });
    await expect(trainVersion(aws, solutionArn)).rejects.toThrow('has no Items dataset');
  });

  it('fails a training for its fault (PERSONALIZE-119)', async () => {
    aws.account.faults.set([{ fault: 'training-failure', useCase: 'item-affinity', reason: 'On purpose.' }]);
    const failed = { status: 'CREATE FAILED', failureReason: 'On purpose.' };
    expect(await trainVersion(aws, solutionOf(items))).toMatchObject(failed);
    expect(await trainVersion(aws, solutionOf(users))).toMatchObject({ status: 'ACTIVE' });
    aws.account.faults.set([]);
  });

  it('has batch jobs of its kind only, once a version is ACTIVE (PERSONALIZE-111)', async () => {
    const solutionArn = await createSolution(aws, group, { recipeArn: RANKING_RECIPE });
    const { solutionVersionArn: ranking = '' } = await trainVersion(aws, solutionArn);
    for (const [start, version, text] of [
      [startInference, items, 'create a batch segment job'],
      [startSegments, users, 'Batch segment jobs take'],
      [startInference, ranking, 'use a campaign'],
    ] as const)
      await refused(start(aws, version), 'InvalidInputException', text);
    const training = await aws.personalize.createSolutionVersion({ solutionArn: solutionOf(items) });
    await refused(startSegments(aws, training.solutionVersionArn!), 'ResourceInUseException');
    await refused(startSegments(aws, `${items}0`), 'ResourceNotFoundException');
  });
});
