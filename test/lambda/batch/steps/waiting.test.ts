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

  describe('trains', () => {
    let state: BatchState;
    beforeEach(() => (state = {}));
    const trained = async (plan = SEGMENTS): Promise<BatchAnswers['train']> => {
      const answer = await train({ personalize: service.client, patienceHours: 4, now })(step(plan, state));
      state = { train: answer };
      return answer;
    };

    it('a version of each solution at once, under its own name, until all are ready', async () => {
      expect((await trained()).waitingFor).toMatch(
        /segments-items\/1 \(CREATE IN_PROGRESS\), .*segments-queries\/2/,
      );
      expect(service.versions.map(({ input }) => input.name)).toEqual([RUN, RUN]);
      service.end(service.versions);
      expect(await trained()).toEqual({
        versions: { items: `${items}/1`, queries: `${solutionArn('segments-queries')}/2` },
      });
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
      expect(service.versions.map(({ input }) => input.name)).toEqual(['another', RUN, RUN]);
    });

    it('without a look at versions of long ago', async () => {
      service.add(items, 'weeks ago', 'ACTIVE');
      clock.minutes = 1_000;
      state = {};
      const late = { ...step(SEGMENTS), startedAt: new Date(now()).toISOString() };
      await train({ personalize: service.client, patienceHours: 4, now })(late);
      expect(service.calls.filter((call) => call === 'DescribeSolutionVersion')).toHaveLength(2);
    });

    it('and gives up with the reason of a training that fails', async () => {
      await trained();
      service.end(service.versions, 'CREATE FAILED', 'Too few interactions.');
      expect((await trained()).problem).toBe(
        `training of ${items}/1 ended CREATE FAILED: Too few interactions.`,
      );
    });

    it('for as long as the setting says', async () => {
      await trained();
      clock.minutes = 4 * 60;
      expect((await trained()).problem).toMatch(/^after 4 hours still waiting for .*trainingTimeoutHours$/);
    });

    it('again after an error that passes, and not after another', async () => {
      service.faults.push({
        operation: 'CreateSolutionVersion',
        error: serviceError(
          'LimitExceededException',
          'More than 5 resources with PENDING or IN_PROGRESS status',
        ),
      });
      expect((await trained()).waitingFor).toContain('LimitExceededException');
      service.faults.push({ operation: 'DescribeSolutionVersion', error: new Error('Out of luck') });
      expect((await trained()).problem).toBe('Out of luck');
    });
  });

  describe('works', () => {
    const versions = { items: 'v1', queries: 'v2', users: 'v3' };
    const worked = (plan = SEGMENTS): Promise<BatchAnswers['work']> =>
      work({
        ...{ personalize: service.client, patienceHours: 4, now },
        ...{ bucket: 'data', roleArn: 'arn:aws:iam::111122223333:role/Job' },
      })(step(plan, { train: { versions } }));

    it('on every job at once, in its own folder, until all have ended', async () => {
      expect((await worked()).waitingFor).toContain(`batch-segment-job/Shop-segments-items-${JOB} to start`);
      expect(service.jobs[0].input).toEqual({
        jobName: `Shop-segments-items-${JOB}`,
        solutionVersionArn: 'v1',
        numResults: 2,
        roleArn: 'arn:aws:iam::111122223333:role/Job',
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
