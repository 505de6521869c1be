import { train } from '../../../../lambda/batch/steps/train';
import { work } from '../../../../lambda/batch/steps/work';
import type { BatchAnswers, BatchState } from '@ecommerce-recommenders/shop-data/contracts/functions/batch';
import type { Clock } from '../../support/clock';
import { serviceError, type FakePersonalize } from '../../support/fake-personalize';
import { BATCHES, JOB, RUN, SEGMENTS, step, trainings } from './world';

describe('a run of batch jobs', () => {
  let clock: Clock;
  let service: FakePersonalize;
  let now: () => number;
  beforeEach(() => {
    ({ clock, service, now } = trainings(1));
    service.behaviour.createMinutes = 600;
  });
  const madeOf = (operation: string) =>
    service.inputsOf(operation).map(({ name, jobName }) => name ?? jobName);
  /** All that is under way ends. */
  const end = (failureReason?: string): void => {
    for (const one of service.resources.values()) Object.assign(one, { createMinutes: 0, failureReason });
  };
  const loseAnswers = (): void => {
    service.after = (operation) => {
      if (operation.startsWith('Create')) throw serviceError('ThrottlingException', 'Rate exceeded');
    };
  };

  describe('trains', () => {
    let state: BatchState;
    beforeEach(() => (state = {}));
    const trained = async (at = {}): Promise<BatchAnswers['train']> => {
      const world = { personalize: service.client, patienceHours: 4, now };
      const answer = await train(world)({ ...step(SEGMENTS, state), ...at });
      state = { train: answer };
      return answer;
    };

    it('once, where the answer of a creation is lost', async () => {
      loseAnswers();
      expect((await trained()).waitingFor).toContain('ThrottlingException');
      service.after = () => undefined;
      await trained();
      end();
      expect(Object.keys((await trained()).versions)).toEqual(['items', 'queries']);
      expect(madeOf('CreateSolutionVersion')).toEqual([RUN, RUN]);
    });

    it('without a look at versions of long ago', async () => {
      service.add('solution', 'Shop-segments-items/weeks-ago', { name: 'weeks ago' });
      clock.minutes += 1_000;
      await trained({ startedAt: new Date(now()).toISOString() });
      expect(service.calls.filter((call) => call === 'DescribeSolutionVersion')).toHaveLength(2);
    });

    it('for as long as the setting says', async () => {
      await trained();
      clock.minutes += 4 * 60 - 1;
      expect((await trained()).problem).toMatch(/^after 4 hours still waiting for .*trainingTimeoutHours$/);
    });

    it('again after an error that passes, and not after another', async () => {
      const words = 'More than 5 resources with PENDING or IN_PROGRESS status';
      service.failNext('CreateSolutionVersion', serviceError('LimitExceededException', words));
      expect((await trained()).waitingFor).toContain('LimitExceededException');
      service.failNext('DescribeSolutionVersion', new Error('Out of luck'));
      expect((await trained()).problem).toBe('Out of luck');
    });
  });

  describe('works', () => {
    const versions = { items: 'v1', queries: 'v2', users: 'v3' };
    const roleArn = 'arn:aws:iam::111122223333:role/Job';
    const worked = (plan = SEGMENTS): Promise<BatchAnswers['work']> =>
      work({ personalize: service.client, patienceHours: 4, now, bucket: 'data', roleArn })(
        step(plan, { train: { versions } }),
      );

    it('with the filter, on recommendations', async () => {
      await worked(BATCHES);
      const { filterArn } = BATCHES.jobs[0];
      expect(service.inputsOf('CreateBatchInferenceJob')).toMatchObject([{ numResults: 3, filterArn }]);
      end();
      expect(await worked(BATCHES)).toEqual({});
    });

    it('once, where the answer of a creation is lost', async () => {
      loseAnswers();
      for (let times = 0; times < 2; times++) await worked();
      const names = ['items', 'queries'].map((by) => `Shop-segments-${by}-${JOB}`);
      expect([...service.resources.keys()].slice(-2).map((arn) => arn.split('/')[1])).toEqual(names);
    });

    it('for twice as long as the setting says, and tells that a job goes on', async () => {
      await worked();
      clock.minutes += 8 * 60 - 1;
      expect((await worked()).problem).toMatch(/^after 8 hours still waiting for .*; jobs cannot/);
    });
  });
});
