import { solutionTraining } from '../../../../lambda/solutions/training/solution-training';
import { FakePersonalize } from '../../support/fake-personalize';
import { handlerWorld } from '../../support/handler-world';

const SOLUTION = 'arn:aws:personalize:eu-west-1:111122223333:solution/Shop-ranking';
const GROUP = 'arn:aws:personalize:eu-west-1:111122223333:dataset-group/Shop';
const wait = (First: 'true' | 'false', Last: 'true' | 'false') =>
  ({
    RequestType: 'Create',
    LogicalResourceId: 'Wait',
    ResourceProperties: { SolutionArn: SOLUTION, First, Last, TimeoutHours: '2' },
  }) as const;

const { callsOf, clock, fails, personalize, run, succeeds } = handlerWorld((client, _stack, now) =>
  solutionTraining(client, now),
);
beforeEach(() => {
  personalize.add('solution', 'Shop-ranking', { datasetGroupArn: GROUP });
  clock.minutes = 10;
});

const trainings = (): number => callsOf('CreateSolutionVersion');
const ALONE = wait('true', 'true');

describe('the training of a solution', () => {
  it('trains once for a request that comes twice', async () => {
    personalize.behaviour.createMinutes = 30;
    await Promise.all([run(ALONE), run(ALONE)]);
    const versions = [...personalize.resources.keys()].filter((arn) => arn.startsWith(`${SOLUTION}/`));
    expect(versions).toEqual([`${SOLUTION}/deployment-Create-request`]);
  });

  it('is complete at once where a version is ACTIVE', async () => {
    personalize.behaviour.createMinutes = 0;
    personalize.add('solution', 'Shop-ranking/automatic', { solutionArn: SOLUTION });
    await succeeds(ALONE, { polls: 1 });
    expect(trainings()).toBe(0);
  });

  describe('while a data deletion job is open', () => {
    let job: ReturnType<FakePersonalize['add']>;
    beforeEach(() => {
      job = personalize.add('data-deletion-job', 'forget', { datasetGroupArn: GROUP });
      Object.assign(job, { status: 'PENDING' });
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

  it('leaves a training of more than an hour to the next in the chain', async () => {
    personalize.behaviour.createMinutes = 90;
    await succeeds(wait('true', 'false'));
    expect(clock.minutes).toBeLessThan(65);
    await succeeds(wait('false', 'true'));
    expect(clock.minutes).toBeGreaterThanOrEqual(100);
    expect(trainings()).toBe(1);
  });

  it('fails when the time of the whole chain is up', async () => {
    personalize.behaviour.createMinutes = 300;
    const words = 'Training did not finish within 2 hours, still waiting for';
    await fails(ALONE, words, 'Raise the setting trainingTimeoutHours');
  });

  it.each(['true', 'false'] as const)(
    'fails with the service’s reason (first in the chain: %s)',
    async (first) => {
      personalize.behaviour.failureReason = 'The dataset has less than 1000 interactions.';
      if (first === 'false') personalize.add('solution', 'Shop-ranking/first', { solutionArn: SOLUTION });
      clock.minutes += 5;
      await fails(wait(first, 'true'), 'ended CREATE FAILED: The dataset has less than 1000 interactions.');
    },
  );

  it('tries again where an earlier deployment has failed', async () => {
    personalize.behaviour.failureReason = 'Too few.';
    personalize.add('solution', 'Shop-ranking/before', { solutionArn: SOLUTION });
    personalize.behaviour.failureReason = undefined;
    clock.minutes += 60;
    await succeeds(ALONE);
    expect(trainings()).toBe(1);
  });

  it('fails where somebody has deleted the solution, but not on the way back to it', async () => {
    personalize.resources.delete(SOLUTION);
    await fails(ALONE, 'was deleted after the stack created it');
    await succeeds({ ...ALONE, RequestType: 'Update', PhysicalResourceId: 'Wait' });
  });

  it('leaves its versions to the deletion of the solution', async () => {
    await succeeds({ ...ALONE, RequestType: 'Delete', PhysicalResourceId: 'Wait' });
    expect(personalize.calls).toEqual([]);
  });
});
