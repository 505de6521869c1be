import type { SolutionProperties } from '@ecommerce-recommenders/shop-data/contracts/functions/solution';
import { solution } from '../../../../lambda/solutions/solution/solution';
import { serviceError } from '../../support/fake-personalize';
import { handlerWorld } from '../../support/handler-world';

const ARN = 'arn:aws:personalize:eu-west-1:111122223333:solution/Shop-ranking';
const ResourceProperties: SolutionProperties = {
  Name: 'Shop-ranking',
  DatasetGroupArn: 'arn:aws:personalize:eu-west-1:111122223333:dataset-group/Shop-shop',
  RecipeArn: 'arn:aws:personalize:::recipe/aws-personalized-ranking-v2',
  TrainingSchedule: 'rate(7 days)',
};
const create = { RequestType: 'Create', ResourceProperties } as const;
const remove = { ...create, RequestType: 'Delete', PhysicalResourceId: ARN } as const;
const toSchedule = (TrainingSchedule: string | undefined) =>
  ({
    RequestType: 'Update',
    PhysicalResourceId: ARN,
    ResourceProperties: { ...ResourceProperties, TrainingSchedule },
    OldResourceProperties: ResourceProperties,
  }) as const;

const { callsOf, clock, fails, personalize, run, succeeds } = handlerWorld(solution);

describe('a solution', () => {
  it('is trained by the service on its schedule', async () => {
    await succeeds(create, { physicalId: ARN });
    expect(personalize.resources.get(ARN)?.input).toMatchObject({
      name: 'Shop-ranking',
      recipeArn: ResourceProperties.RecipeArn,
      performAutoTraining: true,
      solutionConfig: { autoTrainingConfig: { schedulingExpression: 'rate(7 days)' } },
    });
  });

  it('without a schedule is trained by nobody', async () => {
    await run({ ...create, ResourceProperties: { ...ResourceProperties, TrainingSchedule: undefined } });
    expect(personalize.resources.get(ARN)?.input).toMatchObject({
      performAutoTraining: false,
      solutionConfig: {},
    });
  });

  it('leaves out columns', async () => {
    const TrainingDataConfig = { ExcludedDatasetColumns: { ITEMS: ['PRICE'] } };
    await run({ ...create, ResourceProperties: { ...ResourceProperties, TrainingDataConfig } });
    expect(personalize.resources.get(ARN)?.input).toMatchObject({
      solutionConfig: { trainingDataConfig: { excludedDatasetColumns: { ITEMS: ['PRICE'] } } },
    });
  });

  it('gets another schedule, and again only if it differs', async () => {
    await run(create);
    await succeeds(toSchedule('rate(1 day)'));
    await succeeds(toSchedule('rate(1 day)'));
    expect(callsOf('UpdateSolution')).toBe(1);
    expect(personalize.resources.get(ARN)?.update?.change).toMatchObject({
      performAutoTraining: true,
      solutionUpdateConfig: { autoTrainingConfig: { schedulingExpression: 'rate(1 day)' } },
    });
  });

  it('fails with the reason where its schedule cannot be changed', async () => {
    await run(create);
    personalize.behaviour.failureReason = 'No such schedule';
    await fails(toSchedule('rate(2 days)'), 'No such schedule. It keeps its previous schedule.');
  });

  it('fails for another recipe under its name', async () => {
    await run(create);
    const RecipeArn = 'arn:aws:personalize:::recipe/aws-item-affinity';
    const { reason } = await run({
      ...toSchedule('rate(7 days)'),
      ResourceProperties: { ...ResourceProperties, RecipeArn },
    });
    expect(reason).toContain('and Personalize cannot change it');
  });
});

describe('the deletion of a solution', () => {
  const VERSION = `${ARN}/first`;

  it('stops a training that is under way, then waits until all is gone', async () => {
    await run(create);
    personalize.behaviour.createMinutes = 120;
    personalize.add('solution', 'Shop-ranking/first', { solutionArn: ARN });
    const before = clock.minutes;
    await succeeds(remove);
    expect(personalize.statusOf(VERSION)).toBe('CREATE STOPPED');
    expect(personalize.statusOf(ARN)).toBeUndefined();
    expect(clock.minutes - before).toBeLessThan(5);
  });

  it('goes on where the training ends before it is stopped', async () => {
    await run(create);
    personalize.behaviour.createMinutes = 3;
    personalize.add('solution', 'Shop-ranking/first', { solutionArn: ARN });
    personalize.failNext('StopSolutionVersionCreation', serviceError('InvalidInputException', 'Ended.'));
    await succeeds(remove);
    expect(personalize.statusOf(ARN)).toBeUndefined();
  });

  it('is complete where somebody has deleted it', async () => {
    await succeeds(remove);
    expect(callsOf('DeleteSolution')).toBe(0);
  });
});
