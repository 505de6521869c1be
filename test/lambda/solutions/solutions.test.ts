import type { CampaignProperties } from '@ecommerce-recommenders/shop-data/contracts/functions/campaign';
import type { SolutionProperties } from '@ecommerce-recommenders/shop-data/contracts/functions/solution';
import { campaign } from '../../../lambda/ranking/campaign/campaign';
import { solution } from '../../../lambda/solutions/solution/solution';
import { solutionTraining } from '../../../lambda/solutions/training/solution-training';
import { serviceError, type FakePersonalize } from '../support/fake-personalize';
import { handlerWorld, requestsFor } from '../support/handler-world';

const ACCOUNT = 'arn:aws:personalize:eu-west-1:111122223333';
const SOLUTION = `${ACCOUNT}:solution/Shop-ranking`;
const GROUP = `${ACCOUNT}:dataset-group/Shop-shop`;

describe('a solution', () => {
  const ResourceProperties: SolutionProperties = {
    Name: 'Shop-ranking',
    DatasetGroupArn: GROUP,
    RecipeArn: 'arn:aws:personalize:::recipe/aws-personalized-ranking-v2',
    TrainingSchedule: 'rate(7 days)',
  };
  const { create, remove, update } = requestsFor(ResourceProperties, SOLUTION);
  const { callsOf, clock, fails, personalize, run, succeeds } = handlerWorld(solution);

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
    await succeeds(request, { physicalId: SOLUTION });
    const { RecipeArn: recipeArn } = ResourceProperties;
    const input = { name: 'Shop-ranking', recipeArn, performAutoTraining, solutionConfig };
    expect(personalize.resources.get(SOLUTION)?.input).toMatchObject(input);
  });

  it('gets another schedule, once, and fails with the reason where that cannot be changed, or the recipe', async () => {
    await run(create);
    for (let times = 0; times < 2; times++) await succeeds(update({ TrainingSchedule: 'rate(1 day)' }));
    expect(callsOf('UpdateSolution')).toBe(1);
    expect(personalize.resources.get(SOLUTION)?.update?.change).toMatchObject({
      performAutoTraining: true,
      solutionUpdateConfig: { autoTrainingConfig: { schedulingExpression: 'rate(1 day)' } },
    });
    personalize.behaviour.failureReason = 'No such schedule';
    const words = 'No such schedule. It keeps its previous schedule.';
    await fails(update({ TrainingSchedule: 'rate(2 days)' }), words);
    const RecipeArn = 'arn:aws:personalize:::recipe/aws-item-affinity';
    await fails(update({ RecipeArn }), 'and Personalize cannot change it');
  });

  const ENDED = serviceError('InvalidInputException', 'Ended.');
  it.each<[string, number, () => unknown]>([
    ['stops a training that is under way', 120, () => undefined],
    [
      'goes on where the training ends before it is stopped',
      ...([3, () => personalize.failNext('StopSolutionVersionCreation', ENDED)] as const),
    ],
  ])('%s in its deletion, and waits until all is gone', async (_what, minutes, ends) => {
    await run(create);
    personalize.behaviour.createMinutes = minutes;
    personalize.add('solution', 'Shop-ranking/first', { solutionArn: SOLUTION });
    ends();
    const before = clock.minutes;
    await succeeds(remove);
    expect(personalize.statusOf(`${SOLUTION}/first`)).toBe('CREATE STOPPED');
    expect(personalize.statusOf(SOLUTION)).toBeUndefined();
    expect(clock.minutes - before).toBeLessThan(5);
    // Where somebody has deleted it, there is nothing to do.
    await succeeds(remove);
    expect(callsOf('DeleteSolution')).toBe(1);
  });
});

describe('a campaign', () => {
  const ARN = `${ACCOUNT}:campaign/Shop-ranking`;
  const ResourceProperties: CampaignProperties = {
    ...{ Name: 'Shop-ranking', SolutionArn: SOLUTION, MinProvisionedTps: '1' },
  };
  const { create, update } = requestsFor(ResourceProperties, ARN);
  const faster = update({ MinProvisionedTps: '3' });
  const { callsOf, clock, fails, personalize, run, succeeds } = handlerWorld(campaign);
  const campaignConfig = { syncWithLatestSolutionVersion: true };

  it('serves the newest version of its solution, and is found by its name where it is described by that version', async () => {
    personalize.behaviour.createMinutes = 12;
    await succeeds(create, { physicalId: ARN });
    expect(clock.minutes).toBe(12);
    const { input } = personalize.resources.get(ARN)!;
    const solutionVersionArn = `${SOLUTION}/$LATEST`;
    expect(input).toMatchObject({ solutionVersionArn, campaignConfig, minProvisionedTPS: 1 });
    Object.assign(input, { solutionVersionArn: `${SOLUTION}/0a1b2c3d` });
    await succeeds(create, { physicalId: ARN });
    expect(callsOf('CreateCampaign')).toBe(1);
  });

  it('gets another rate, once, and goes on taking new versions, or fails with the reason', async () => {
    await run(create);
    for (let times = 0; times < 2; times++) await succeeds(faster);
    const change = { minProvisionedTPS: 3, campaignConfig };
    expect(personalize.resources.get(ARN)?.update?.change).toMatchObject(change);
    expect(callsOf('UpdateCampaign')).toBe(1);
    personalize.behaviour.failureReason = 'No capacity';
    await fails(update({ MinProvisionedTps: '4' }), 'No capacity. It keeps its previous rate.');
  });
});

describe('the training of a solution', () => {
  const wait = (First: 'true' | 'false', Last: 'true' | 'false') =>
    ({
      RequestType: 'Create',
      LogicalResourceId: 'Wait',
      ResourceProperties: { SolutionArn: SOLUTION, First, Last, TimeoutHours: '2' },
    }) as const;
  const ALONE = wait('true', 'true');
  const { callsOf, clock, fails, personalize, run, succeeds } = handlerWorld((client, _stack, now) =>
    solutionTraining(client, now),
  );
  beforeEach(() => {
    personalize.add('solution', 'Shop-ranking', { datasetGroupArn: GROUP });
    clock.minutes = 10;
  });
  const trainings = (): number => callsOf('CreateSolutionVersion');
  const addVersion = (name: string) =>
    personalize.add('solution', `Shop-ranking/${name}`, { solutionArn: SOLUTION });

  it('trains once for a request that comes twice', async () => {
    personalize.behaviour.createMinutes = 30;
    await Promise.all([run(ALONE), run(ALONE)]);
    const versions = [...personalize.resources.keys()].filter((arn) => arn.startsWith(`${SOLUTION}/`));
    expect(versions).toEqual([`${SOLUTION}/deployment-Create-request`]);
  });

  it('is complete at once where a version is ACTIVE, which it leaves to the deletion of the solution', async () => {
    personalize.behaviour.createMinutes = 0;
    addVersion('automatic');
    await succeeds(ALONE, { polls: 1 });
    expect(trainings()).toBe(0);
    personalize.calls.length = 0;
    await succeeds({ ...ALONE, RequestType: 'Delete', PhysicalResourceId: 'Wait' });
    expect(personalize.calls).toEqual([]);
  });

  describe('while a data deletion job is open', () => {
    let job: ReturnType<FakePersonalize['add']>;
    beforeEach(() => {
      job = personalize.add('data-deletion-job', 'forget', { datasetGroupArn: GROUP });
      job.status = 'PENDING';
    });

    it('begins after its end', async () => {
      personalize.before = () => {
        if (clock.minutes >= 30) job.status = 'COMPLETED';
      };
      await succeeds(ALONE);
      expect([...personalize.resources.values()].at(-1)!.createdAt).toBeGreaterThanOrEqual(30);
    });

    it('is left to the next in the chain, and the last one says what it waits for', async () => {
      await succeeds(wait('true', 'false'));
      expect(trainings()).toBe(0);
      const words = 'data-deletion-job/forget (PENDING) takes longer than 2 hours';
      await fails(wait('false', 'true'), words);
    });
  });

  it('leaves a training of more than an hour to the next in the chain, and fails when the time of all is up', async () => {
    personalize.behaviour.createMinutes = 90;
    await succeeds(wait('true', 'false'));
    expect(clock.minutes).toBeLessThan(65);
    const words = 'Training did not finish within 2 hours, still waiting for';
    const version = [...personalize.resources.values()].at(-1)!;
    version.createMinutes = 300;
    await fails(wait('false', 'true'), words, 'Raise the setting trainingTimeoutHours');
    version.createMinutes = clock.minutes + 30 - version.createdAt;
    await succeeds(wait('false', 'true'));
    expect(trainings()).toBe(1);
  });

  it.each(['true', 'false'] as const)(
    'fails with the service’s reason (first in the chain: %s)',
    async (first) => {
      personalize.behaviour.failureReason = 'The dataset has less than 1000 interactions.';
      if (first === 'false') addVersion('first');
      clock.minutes += 5;
      await fails(wait(first, 'true'), 'ended CREATE FAILED: The dataset has less than 1000 interactions.');
    },
  );

  it('tries again where an earlier deployment has failed', async () => {
    addVersion('before').failureReason = 'Too few.';
    clock.minutes += 60;
    await succeeds(ALONE);
    expect(trainings()).toBe(1);
  });

  it('fails where somebody has deleted the solution, but not on the way back to it', async () => {
    personalize.resources.delete(SOLUTION);
    await fails(ALONE, 'was deleted after the stack created it');
    await succeeds({ ...ALONE, RequestType: 'Update', PhysicalResourceId: 'Wait' });
  });
});
