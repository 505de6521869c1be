import * as sdk from '@aws-sdk/client-personalize';
import {
  createCampaign,
  createFilledGroup,
  createSolution,
  describeCampaign,
  describeVersion,
  RANKING_RECIPE,
  trainVersion,
} from './support/ranking-shop';
import { settle } from './support/shop';
import { startPersonalize } from './support/start-personalize';
import { refused } from '../support/refused';
import { runningFor } from '../support/running';

const MINUTE_MS = 60_000;
const containing = (text: string): string => expect.stringContaining(text) as string;

const aws = runningFor('each test', () => startPersonalize('realistic'));
let group: string;
beforeEach(async () => {
  group = await createFilledGroup(aws);
});

const describeSolution = async (solutionArn: string) =>
  (await aws.personalize.describeSolution({ solutionArn })).solution!;

describe('solutions', () => {
  it('are described with their latest version, and listed by dataset group', async () => {
    const solutionArn = await createSolution(aws, group);
    const version = await trainVersion(aws, solutionArn);
    expect(version).toMatchObject({
      status: 'ACTIVE',
      trainingMode: 'FULL',
      trainingType: 'MANUAL',
      recipeArn: RANKING_RECIPE,
    });
    expect(version.solutionVersionArn).toMatch(/:solution\/ranking\/[0-9a-f]{8}$/);
    expect(version.trainingHours).toBeGreaterThan(0.6);
    expect(await describeSolution(solutionArn)).toMatchObject({
      status: 'ACTIVE',
      performAutoTraining: false,
      latestSolutionVersion: { solutionVersionArn: version.solutionVersionArn, status: 'ACTIVE' },
    });
    const { solutions } = await aws.personalize.listSolutions({ datasetGroupArn: group });
    expect(solutions).toMatchObject([{ solutionArn, recipeArn: RANKING_RECIPE }]);
    const { solutionVersions } = await aws.personalize.listSolutionVersions({ solutionArn });
    expect(solutionVersions).toMatchObject([{ solutionVersionArn: version.solutionVersionArn }]);
  });

  it.each([
    ['another custom recipe', { recipeArn: 'arn:aws:personalize:::recipe/aws-sims' }, 'aws-sims'],
    [
      'a recipe of a domain',
      { recipeArn: 'arn:aws:personalize:::recipe/aws-ecomm-recommended-for-you' },
      'create a recommender',
    ],
    ['AutoML', { performAutoML: true }, 'performAutoML'],
    ['hyperparameter tuning', { performHPO: true }, 'performHPO'],
    ['incremental updates', { performIncrementalUpdate: true }, 'performIncrementalUpdate'],
    ['one event type', { eventType: 'View' }, 'eventType'],
    [
      'hyperparameters',
      { solutionConfig: { algorithmHyperParameters: { a: '1' } } },
      'solutionConfig.algorithmHyperParameters',
    ],
    [
      'a rate beyond 30 days',
      { solutionConfig: { autoTrainingConfig: { schedulingExpression: 'rate(31 days)' } } },
      'schedulingExpression is rate(31 days)',
    ],
    [
      'an unknown column',
      { solutionConfig: { trainingDataConfig: { excludedDatasetColumns: { INTERACTIONS: ['NONE'] } } } },
      'trainingDataConfig.excludedDatasetColumns.INTERACTIONS has NONE',
    ],
  ])('fails %s by name (PERSONALIZE-81)', async (_what, input, text) => {
    await refused(createSolution(aws, group, input), 'InvalidInputException', text);
  });

  it('fails a recipe that AWS does not have', async () => {
    const recipeArn = 'arn:aws:personalize:::recipe/none';
    await refused(createSolution(aws, group, { recipeArn }), 'ResourceNotFoundException');
  });

  it('stop a training, which cannot be deployed', async () => {
    const solutionArn = await createSolution(aws, group);
    const create = new sdk.CreateSolutionVersionCommand({ solutionArn });
    const stopped = async (minutes: number): Promise<(string | undefined)[]> => {
      const solutionVersionArn = (await aws.personalize.send(create)).solutionVersionArn!;
      await aws.clock.advance(minutes * MINUTE_MS);
      await aws.personalize.stopSolutionVersionCreation({ solutionVersionArn });
      const { status } = await describeVersion(aws, solutionVersionArn);
      await aws.clock.advance(60 * MINUTE_MS);
      await expect(createCampaign(aws, solutionVersionArn)).rejects.toThrow('CREATE STOPPED');
      return [status, (await describeVersion(aws, solutionVersionArn)).status];
    };
    expect(await stopped(0)).toEqual(['CREATE STOPPED', 'CREATE STOPPED']);
    expect(await stopped(30)).toEqual(['CREATE STOPPING', 'CREATE STOPPED']);
  });

  it('are deleted after their campaigns, with their versions, and before the group', async () => {
    const solutionArn = await createSolution(aws, group);
    const { solutionVersionArn = '' } = await trainVersion(aws, solutionArn);
    const campaignArn = await createCampaign(aws, solutionVersionArn);
    const inUse = { name: 'ResourceInUseException' };
    const removeSolution = new sdk.DeleteSolutionCommand({ solutionArn });
    const removeGroup = new sdk.DeleteDatasetGroupCommand({ datasetGroupArn: group });
    await expect(aws.personalize.send(removeSolution)).rejects.toMatchObject(inUse);
    await expect(aws.personalize.send(removeGroup)).rejects.toThrow(solutionArn);
    const datasetArn = `${group.replace(':dataset-group/', ':dataset/')}/INTERACTIONS`;
    await expect(aws.personalize.deleteDataset({ datasetArn })).rejects.toThrow(campaignArn);

    await aws.personalize.deleteCampaign({ campaignArn });
    expect((await describeCampaign(aws, campaignArn)).status).toBe('DELETE PENDING');
    await aws.clock.advance(10 * MINUTE_MS);
    await aws.personalize.send(removeSolution);
    await aws.clock.advance(MINUTE_MS);
    for (const gone of [describeSolution(solutionArn), describeVersion(aws, solutionVersionArn)])
      await refused(gone, 'ResourceNotFoundException');
  });

  it('fail a training for its fault, once', async () => {
    const solutionArn = await createSolution(aws, group);
    aws.account.faults.set([
      { fault: 'training-failure', useCase: 'personalized-ranking', reason: 'On purpose.' },
    ]);
    expect(await trainVersion(aws, solutionArn)).toMatchObject({
      status: 'CREATE FAILED',
      failureReason: 'On purpose.',
    });
    aws.account.faults.set([]);
    expect((await trainVersion(aws, solutionArn)).status).toBe('ACTIVE');
  });
});

it('automatic training begins within the hour, and then only with new interactions', async () => {
  const solutionArn = await createSolution(aws, group, { performAutoTraining: undefined });
  const versions = async () =>
    (await aws.personalize.listSolutionVersions({ solutionArn })).solutionVersions!;
  await aws.clock.advance(61 * MINUTE_MS);
  expect(await versions()).toMatchObject([{ trainingType: 'AUTOMATIC' }]);
  await settle(aws, async () => (await versions())[0].status);
  await aws.clock.advance(8 * 24 * 60 * MINUTE_MS);
  expect(await versions()).toHaveLength(1);
});

it('UpdateSolution starts the schedule anew, or ends it', async () => {
  const solutionArn = await createSolution(aws, group);
  const versions = async (): Promise<number> =>
    (await aws.personalize.listSolutionVersions({ solutionArn })).solutionVersions!.length;
  const update = async (performAutoTraining: boolean): Promise<void> => {
    await aws.personalize.updateSolution({ solutionArn, performAutoTraining });
    await settle(aws, async () => (await describeSolution(solutionArn)).latestSolutionUpdate?.status);
    await aws.clock.advance(2 * 60 * MINUTE_MS);
  };
  await aws.clock.advance(2 * 60 * MINUTE_MS);
  expect(await versions()).toBe(0);
  await update(true);
  expect(await versions()).toBe(1);
  await update(false);
  await aws.clock.advance(30 * 24 * 60 * MINUTE_MS);
  expect(await versions()).toBe(1);
});
