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

const { clock, fails, personalize, run, succeeds } = handlerWorld((client, _stack, now) =>
  solutionTraining(client, now),
);
beforeEach(() => {
  personalize.add('solution', 'Shop-ranking', { datasetGroupArn: GROUP });
  clock.minutes = 10;
});

const trainings = (): number =>
  personalize.calls.filter((operation) => operation === 'CreateSolutionVersion').length;

describe('the training of a solution', () => {
  it('creates the first version, and is complete once it is ACTIVE', async () => {
    personalize.behaviour.createMinutes = 30;
    await succeeds(wait('true', 'true'), { physicalId: 'Wait' });
    expect(clock.minutes).toBe(40);
    expect(trainings()).toBe(1);
  });

  it('trains once for a request that comes twice', async () => {
    personalize.behaviour.createMinutes = 30;
    await Promise.all([run(wait('true', 'true')), run(wait('true', 'true'))]);
    const versions = [...personalize.resources.keys()].filter((arn) => arn.startsWith(`${SOLUTION}/`));
    expect(versions).toEqual([`${SOLUTION}/deployment-Create-request`]);
  });

  it('is complete at once where a version is ACTIVE', async () => {
    personalize.behaviour.createMinutes = 0;
    personalize.add('solution', 'Shop-ranking/automatic', { solutionArn: SOLUTION });
    await succeeds(wait('true', 'true'), { polls: 1 });
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
      await succeeds(wait('true', 'true'));
      const [version] = [...personalize.resources.values()].filter(({ arn }) =>
        arn.startsWith(`${SOLUTION}/`),
      );
      expect(version.createdAt).toBeGreaterThanOrEqual(30);
    });

    it('is left to the next in the chain, and the last one says what it waits for', async () => {
      await succeeds(wait('true', 'false'));
      expect(trainings()).toBe(0);
      expect(await run(wait('false', 'true'))).toMatchObject({
        status: 'FAILED',
        reason: expect.stringMatching(
          /data-deletion-job\/forget \(PENDING\) takes longer than 2 hours/,
        ) as string,
      });
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
    await fails(
      wait('true', 'true'),
      'Training did not finish within 2 hours, still waiting for',
      'Raise the setting trainingTimeoutHours',
    );
  });

  it.each(['true', 'false'] as const)(
    'fails with the reason of Personalize (first in the chain: %s)',
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
    await succeeds(wait('true', 'true'));
    expect(trainings()).toBe(1);
  });

  it('fails where somebody has deleted the solution, but not on the way back to it', async () => {
    personalize.resources.delete(SOLUTION);
    await fails(wait('true', 'true'), 'was deleted after the stack created it');
    const update = { ...wait('true', 'true'), RequestType: 'Update', PhysicalResourceId: 'Wait' } as const;
    await succeeds(update);
  });

  it('leaves its versions to the deletion of the solution', async () => {
    const remove = { ...wait('true', 'true'), RequestType: 'Delete', PhysicalResourceId: 'Wait' } as const;
    await succeeds(remove);
    expect(personalize.calls).toEqual([]);
  });
});
