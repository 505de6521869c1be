import type { SolutionProperties } from '@ecommerce-recommenders/shop-data/contracts/functions/solution';
import { solution } from '../../../../lambda/solutions/solution/solution';
import { serviceError } from '../../support/fake-personalize';
import { handlerWorld, requestsFor } from '../../support/handler-world';

const ARN = 'arn:aws:personalize:eu-west-1:111122223333:solution/Shop-ranking';
const ResourceProperties: SolutionProperties = {
  Name: 'Shop-ranking',
  DatasetGroupArn: 'arn:aws:personalize:eu-west-1:111122223333:dataset-group/Shop-shop',
  RecipeArn: 'arn:aws:personalize:::recipe/aws-personalized-ranking-v2',
  TrainingSchedule: 'rate(7 days)',
};
const { create, remove, update } = requestsFor(ResourceProperties, ARN);

const { callsOf, clock, fails, personalize, run, succeeds } = handlerWorld(solution);

describe('a solution', () => {
  const autoTrainingConfig = { schedulingExpression: 'rate(7 days)' };
  const trainingDataConfig = { excludedDatasetColumns: { ITEMS: ['PRICE'] } };
  it.each<[string, Partial<SolutionProperties>, boolean, object]>([
    ['is trained by the service on its schedule', {}, true, { autoTrainingConfig }],
    ['without a schedule is trained by nobody', { TrainingSchedule: undefined }, false, {}],
    [
      'leaves out columns',
      { TrainingDataConfig: { ExcludedDatasetColumns: { ITEMS: ['PRICE'] } } },
      ...([true, { autoTrainingConfig, trainingDataConfig }] as const),
    ],
  ])('%s', async (_what, more, performAutoTraining, solutionConfig) => {
    const request = { ...create, ResourceProperties: { ...ResourceProperties, ...more } };
    await succeeds(request, { physicalId: ARN });
    const { RecipeArn: recipeArn } = ResourceProperties;
    const input = { name: 'Shop-ranking', recipeArn, performAutoTraining, solutionConfig };
    expect(personalize.resources.get(ARN)?.input).toMatchObject(input);
  });

  it('gets another schedule, and again only if it differs', async () => {
    await run(create);
    await succeeds(update({ TrainingSchedule: 'rate(1 day)' }));
    await succeeds(update({ TrainingSchedule: 'rate(1 day)' }));
    expect(callsOf('UpdateSolution')).toBe(1);
    expect(personalize.resources.get(ARN)?.update?.change).toMatchObject({
      performAutoTraining: true,
      solutionUpdateConfig: { autoTrainingConfig: { schedulingExpression: 'rate(1 day)' } },
    });
  });

  it('fails with the reason where its schedule cannot be changed', async () => {
    await run(create);
    personalize.behaviour.failureReason = 'No such schedule';
    const words = 'No such schedule. It keeps its previous schedule.';
    await fails(update({ TrainingSchedule: 'rate(2 days)' }), words);
  });

  it('fails for another recipe under its name', async () => {
    await run(create);
    const RecipeArn = 'arn:aws:personalize:::recipe/aws-item-affinity';
    await fails(update({ RecipeArn }), 'and Personalize cannot change it');
  });
});

describe('the deletion of a solution', () => {
  const ENDED = serviceError('InvalidInputException', 'Ended.');

  it.each<[string, number, () => unknown]>([
    ['stops a training that is under way', 120, () => undefined],
    [
      'goes on where the training ends before it is stopped',
      ...([3, () => personalize.failNext('StopSolutionVersionCreation', ENDED)] as const),
    ],
  ])('%s, then waits until all is gone', async (_what, minutes, ends) => {
    await run(create);
    personalize.behaviour.createMinutes = minutes;
    personalize.add('solution', 'Shop-ranking/first', { solutionArn: ARN });
    ends();
    const before = clock.minutes;
    await succeeds(remove);
    expect(personalize.statusOf(`${ARN}/first`)).toBe('CREATE STOPPED');
    expect(personalize.statusOf(ARN)).toBeUndefined();
    expect(clock.minutes - before).toBeLessThan(5);
  });

  it('is complete where somebody has deleted it', async () => {
    await succeeds(remove);
    expect(callsOf('DeleteSolution')).toBe(0);
  });
});
