import { refused } from '../support/refused';
import { runningFor } from '../support/running';
import { createShop, RECIPES, startInference, startSegments, trainedVersion } from './support/batch-shop';
import {
  createCampaign,
  createFilledGroup,
  createSolution,
  RANKING_RECIPE,
  trainVersion,
} from './support/ranking-shop';
import { startPersonalize } from './support/start-personalize';

const aws = runningFor('all tests', () => startPersonalize('realistic'));
let group: string;
let users: string;
let items: string;
beforeAll(async () => {
  group = await createShop(aws);
  users = await trainedVersion(aws, group, 'users');
  items = await trainedVersion(aws, group, 'items');
});

const solutionOf = (version: string): string => version.slice(0, version.lastIndexOf('/'));

describe('a solution of a recipe for batches', () => {
  it('has no campaign (PERSONALIZE-119)', async () => {
    for (const version of [items, `${solutionOf(items)}/$LATEST`])
      await expect(createCampaign(aws, version)).rejects.toThrow('create a batch segment job');
    await expect(createCampaign(aws, users)).rejects.toThrow('create a batch inference job');
  });

  it('has metrics if it recommends, and none if it finds users (PERSONALIZE-119)', async () => {
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
