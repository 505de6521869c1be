import * as sdk from '@aws-sdk/client-personalize';
import { createShop, startInference, startSegments, trainedVersion } from './support/batch-shop';
import {
  createCampaign,
  createFilledGroup,
  createSolution,
  RANKING_RECIPE,
  trainVersion,
} from './support/ranking-shop';
import { startPersonalize } from './support/start-personalize';
import { refused } from '../support/refused';
import { runningFor } from '../support/running';

const containing = (text: string): string => expect.stringContaining(text) as string;

const aws = runningFor('all tests', () => startPersonalize('realistic'));
let group: string;
let users: string;
let items: string;
beforeAll(async () => {
  group = await createShop(aws);
  users = await trainedVersion(aws, group, 'users');
  items = await trainedVersion(aws, group, 'items');
});

describe('a solution of a recipe for batches', () => {
  it('has no campaign (PERSONALIZE-119)', async () => {
    await expect(createCampaign(aws, items)).rejects.toThrow('create a batch segment job');
    await expect(createCampaign(aws, users)).rejects.toThrow('create a batch inference job');
    const latest = `${items.slice(0, items.lastIndexOf('/'))}/$LATEST`;
    await expect(createCampaign(aws, latest)).rejects.toThrow('create a batch segment job');
  });

  it('has metrics if it recommends, and none if it finds users (PERSONALIZE-119)', async () => {
    const metricsOf = (solutionVersionArn: string) =>
      aws.personalize.getSolutionMetrics({ solutionVersionArn });
    expect((await metricsOf(users)).metrics).toHaveProperty('coverage');
    await expect(metricsOf(items)).rejects.toThrow('aws-item-affinity');
  });

  it('needs an Items dataset to train on attributes (PERSONALIZE-119)', async () => {
    const other = await startPersonalize();
    const solutionArn = await createSolution(other, await createFilledGroup(other), {
      recipeArn: 'arn:aws:personalize:::recipe/aws-item-attribute-affinity',
    });
    await expect(trainVersion(other, solutionArn)).rejects.toThrow('has no Items dataset');
    await other.close();
  });

  it('fails a training for its fault (PERSONALIZE-119)', async () => {
    aws.account.faults.set([{ fault: 'training-failure', useCase: 'item-affinity', reason: 'On purpose.' }]);
    const retrain = (version: string) => trainVersion(aws, version.slice(0, version.lastIndexOf('/')));
    expect(await retrain(items)).toMatchObject({ status: 'CREATE FAILED', failureReason: 'On purpose.' });
    expect(await retrain(users)).toMatchObject({ status: 'ACTIVE' });
    aws.account.faults.set([]);
  });

  it('has batch jobs of its kind only, once a version is ACTIVE (PERSONALIZE-111)', async () => {
    const refused = (message: string) => ({ name: 'InvalidInputException', message: containing(message) });
    await expect(startInference(aws, items)).rejects.toMatchObject(refused('create a batch segment job'));
    await expect(startSegments(aws, users)).rejects.toMatchObject(refused('Batch segment jobs take'));
    const ranking = await createSolution(aws, group, { recipeArn: RANKING_RECIPE });
    const { solutionVersionArn = '' } = await trainVersion(aws, ranking);
    await expect(startInference(aws, solutionVersionArn)).rejects.toMatchObject(refused('use a campaign'));
    const solutionArn = items.slice(0, items.lastIndexOf('/'));
    const create = new sdk.CreateSolutionVersionCommand({ solutionArn });
    const training = (await aws.personalize.send(create)).solutionVersionArn!;
    await refused(startSegments(aws, training), 'ResourceInUseException');
    await refused(startSegments(aws, `${items}0`), 'ResourceNotFoundException');
  });
});
