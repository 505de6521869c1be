import { train } from '../../../../lambda/batch/steps/train';
import { work } from '../../../../lambda/batch/steps/work';
import type { BatchAnswers, BatchState } from '@ecommerce-recommenders/shop-data/contracts/functions/batch';
import type { Clock } from '../../support/clock';
import { serviceError } from '../../support/fake-personalize';
import { BATCHES, FakeTrainings, JOB, RUN, SEGMENTS, solutionArn, START_MS, step } from './world';

describe('a run of batch jobs', () => {
  let clock: Clock;
  let service: FakeTrainings;
  const now = (): number => START_MS + clock.minutes * 60_000;
  beforeEach(() => {
    clock = { minutes: 1 };
    service = new FakeTrainings(clock);
  });
  const items = solutionArn('segments-items');
  const names = (): unknown[] => service.versions.map(({ input }) => input.name);

  describe('trains', () => {
    let state: BatchState;
    beforeEach(() => (state = {}));
    const trained = async (at = {}): Promise<BatchAnswers['train']> => {
      const world = { personalize: service.client, patienceHours: 4, now };
      const answer = await train(world)({ ...step(SEGMENTS, state), ...at });
      state = { train: answer };
      return answer;
    };

    it('a version of each solution at once, under its own name, until all are ready', async () => {
      const both = /segments-items\/1 \(CREATE IN_PROGRESS\), .*segments-queries\/2/;
      expect((await trained()).waitingFor).toMatch(both);
      expect(names()).toEqual([RUN, RUN]);
      service.end(service.versions);
      const versions = { items: `${items}/1`, queries: `${solutionArn('segments-queries')}/2` };
      expect(await trained()).toEqual({ versions });
      expect(service.versions).toHaveLength(2);
    });

    it('once, where the answer of a creation is lost', async () => {
      service.losesAnswers = true;
      expect((await trained()).waitingFor).toContain('ThrottlingException');
      service.losesAnswers = false;
      await trained();
      service.end(service.versions);
      expect(Object.keys((await trained()).versions)).toEqual(['items', 'queries']);
      expect(service.versions).toHaveLength(2);
    });

    it('after it has stopped what another run has left', async () => {
      const left = service.add(items, 'another', 'CREATE IN_PROGRESS');
      expect((await trained()).waitingFor).toContain('of an earlier run to stop');
      expect(left.status).toBe('CREATE STOPPED');
      await trained();
      expect(names()).toEqual(['another', RUN, RUN]);
    });

    it('without a look at versions of long ago', async () => {
      service.add(items, 'weeks ago', 'ACTIVE');
      clock.minutes = 1_000;
      await trained({ startedAt: new Date(now()).toISOString() });
      expect(service.calls.filter((call) => call === 'DescribeSolutionVersion')).toHaveLength(2);
    });

    it('and gives up with the reason of a training that fails', async () => {
      await trained();
      service.end(service.versions, 'CREATE FAILED', 'Too few interactions.');
      const reason = `training of ${items}/1 ended CREATE FAILED: Too few interactions.`;
      expect((await trained()).problem).toBe(reason);
    });

    it('for as long as the setting says', async () => {
      await trained();
      clock.minutes = 4 * 60;
      expect((await trained()).problem).toMatch(/^after 4 hours still waiting for .*trainingTimeoutHours$/);
    });

    it('again after an error that passes, and not after another', async () => {
      const words = 'More than 5 resources with PENDING or IN_PROGRESS status';
      const error = serviceError('LimitExceededException', words);
      service.faults.push({ operation: 'CreateSolutionVersion', error });
      expect((await trained()).waitingFor).toContain('LimitExceededException');
      service.faults.push({ operation: 'DescribeSolutionVersion', error: new Error('Out of luck') });
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

    it('on every job at once, in its own folder, until all have ended', async () => {
      expect((await worked()).waitingFor).toContain(`batch-segment-job/Shop-segments-items-${JOB} to start`);
      expect(service.jobs[0].input).toEqual({
        jobName: `Shop-segments-items-${JOB}`,
        ...{ solutionVersionArn: 'v1', numResults: 2, roleArn },
        jobInput: { s3DataSource: { path: `s3://data/segments/${RUN}/items/input.json` } },
        jobOutput: { s3DataDestination: { path: `s3://data/segments/${RUN}/items/output/` } },
      });
      expect((await worked()).waitingFor).toContain('(CREATE IN PROGRESS)');
      service.end(service.jobs);
      expect(await worked()).toEqual({});
      expect(service.jobs).toHaveLength(2);
    });

    it('with the filter, on recommendations', async () => {
      await worked(BATCHES);
      expect(service.calls).toContain('CreateBatchInferenceJob');
      expect(service.jobs[0].input).toMatchObject({ numResults: 3, filterArn: BATCHES.jobs[0].filterArn });
      service.end(service.jobs);
      expect(await worked(BATCHES)).toEqual({});
    });

    it('once, where the answer of a creation is lost', async () => {
      service.losesAnswers = true;
      await worked();
      await worked();
      expect(service.jobs).toHaveLength(2);
    });

    it('and gives up with the reason of a job that fails', async () => {
      await worked();
      service.end(service.jobs, 'CREATE FAILED', 'The role cannot read.');
      expect((await worked()).problem).toMatch(/-items-.* is CREATE FAILED: The role cannot read\.$/);
    });

    it('for twice as long as the setting says, and tells that a job goes on', async () => {
      await worked();
      clock.minutes = 8 * 60;
      expect((await worked()).problem).toMatch(/^after 8 hours still waiting for .*; jobs cannot/);
    });
  });
});
