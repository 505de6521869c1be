import { train } from '../../../../lambda/batch/steps/train';
import { work } from '../../../../lambda/batch/steps/work';
import type {
  BatchAnswers,
  BatchState,
  Converted,
} from '@ecommerce-recommenders/shop-data/contracts/functions/batch';
import type { Clock } from '../../support/clock';
import { serviceError, type FakePersonalize } from '../../support/fake-personalize';
import { BATCHES, JOB, RUN, SEGMENTS, step, trainings, execution } from './world';
import { finish } from '../../../../lambda/batch/steps/finish';
import { FakeBucket } from '../../support/fake-s3';

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

const doneOf = (by: 'items' | 'queries', counts = {}): Converted['done'][number] => ({
  by,
  json: [`segments/${RUN}/${by}/output/input.json.out`],
  csv: [`segments/${RUN}/${by}/0.csv`],
  ...{ lines: 2, empty: 1, failed: 0, rows: 9, ...counts },
});
const madeOf = (items = {}, queries = {}): BatchState => ({
  ...{ train: { versions: { items: 'v1', queries: 'v2' } }, write: {}, work: {} },
  convert: { done: [doneOf('items', items), doneOf('queries', queries)] },
});
const MADE = madeOf();
const BEFORE = '{"format":1,"run":"2026-11-20"}';

describe('the end of a run of batch jobs', () => {
  let service: FakePersonalize;
  let now: () => number;
  let bucket: FakeBucket;
  let released: string[];
  let holds: boolean;
  beforeEach(() => {
    ({ service, now } = trainings(90));
    bucket = new FakeBucket(now);
    released = [];
    holds = true;
  });
  const finished = (state: BatchState): Promise<BatchAnswers['finish']> =>
    finish({
      ...{ s3: bucket.client, bucket: 'data', personalize: service.client, now },
      lock: { holds: async () => holds, release: async (by) => void released.push(by) },
    })(step(SEGMENTS, state));

  it('puts its results into service with a manifest, and a copy of it beside them', async () => {
    expect(await finished(MADE)).toEqual({ outcome: 'made' });
    const queries = { runners: 'ITEMS.CATEGORY_L1 = "footwear"' };
    expect(JSON.parse(bucket.text('segments/manifest.json'))).toEqual({
      ...{ format: 1, run: RUN, madeAt: '2026-11-27T04:30:00.000Z' },
      results: [
        { ...doneOf('items'), size: 2, solutionVersionArn: 'v1' },
        { ...doneOf('queries'), size: 2, queries, solutionVersionArn: 'v2' },
      ],
    });
    expect(bucket.text(`segments/${RUN}/manifest.json`)).toBe(bucket.text('segments/manifest.json'));
    expect(released).toEqual([execution]);
    // It comes to the same when it is repeated after the claim was released.
    const before = bucket.keys();
    holds = false;
    expect(await finished(MADE)).toEqual({ outcome: 'made' });
    expect(bucket.keys()).toEqual(before);
  });

  it('changes no file without the claim, says so, and stops its trainings, which are billed', async () => {
    const version = service.add('solution', `Shop-segments-items/${RUN}`);
    bucket.put('segments/manifest.json', BEFORE);
    bucket.put('segments/2026-11-01/items/0.csv', 'rows');
    const before = bucket.keys();
    holds = false;
    const problem: unknown = expect.stringContaining('another run has taken over');
    expect(await finished(MADE)).toEqual({ outcome: 'failed', problem });
    await finished({ train: { versions: { items: version.arn }, problem: 'No disk.' } });
    expect(version.status).toBe('CREATE STOPPED');
    expect(bucket.keys()).toEqual(before);
  });

  const CAUSE = '{"errorMessage":"Rate exceeded"}';
  it.each<[string, BatchState, string]>([
    ['a training', { train: { versions: {}, problem: 'Too few.' } }, 'No new segments: Too few.'],
    ['the input', { ...MADE, write: { problem: 'no user' } }, 'No new segments: no user'],
    ['a job', { ...MADE, work: { problem: 'No access.' } }, 'No new segments: No access.'],
    ['a function', { error: { Error: 'Error', Cause: CAUSE } }, 'No new segments: Rate exceeded'],
    [
      'a conversion that is not over',
      { ...MADE, convert: { ...MADE.convert!, next: { file: 0, offset: 9 } } },
      'No new segments: no reason given',
    ],
    ['nothing that is known', {}, 'No new segments: no reason given'],
    ['empty answers', madeOf({ lines: 1 }), 'every answer by items is empty or an error, 1 in all'],
    ['errors', madeOf({ empty: 0, failed: 2 }), 'every answer by items is an error, 2 in all'],
    ['no answer', madeOf({}, { lines: 0, empty: 0 }), 'the job by queries has no answer'],
  ])('keeps what was in service for %s, and says why', async (_what, state, words) => {
    const problem: unknown = expect.stringContaining(words);
    expect(await finished(state)).toEqual({ outcome: 'failed', problem });
    expect(bucket.keys()).toEqual([]);
    bucket.put('segments/manifest.json', BEFORE);
    bucket.put(`segments/${RUN}/items/0.csv`, 'rows');
    expect((await finished(state)).problem).toMatch(
      /The previous ones are in service\. The next run tries again; to start one, execute the state machine Shop-segments\.$/,
    );
    expect(bucket.text('segments/manifest.json')).toBe(BEFORE);
    expect(bucket.keys(`segments/${RUN}/`)).toEqual([]);
    expect(released).toEqual([execution, execution]);
  });

  it('stops what is still being trained after a failure, since it is billed', async () => {
    const training = service.add('solution', `Shop-segments-items/${RUN}`);
    service.behaviour.createMinutes = 0;
    const ready = service.add('solution', `Shop-segments-queries/${RUN}`);
    const versions = { items: training.arn, queries: ready.arn };
    await finished({ train: { versions, problem: 'Too few.' } });
    expect([training, ready].map(({ arn }) => service.statusOf(arn))).toEqual(['CREATE STOPPED', 'ACTIVE']);
    // The solution was deleted meanwhile.
    await finished({ train: { versions: { items: 'gone' }, problem: 'Too few.' } });
  });
});
