import { finish } from '../../../../lambda/batch/steps/finish';
import type {
  BatchAnswers,
  BatchState,
  Converted,
} from '@ecommerce-recommenders/shop-data/contracts/functions/batch';
import { FakeBucket } from '../../support/fake-s3';
import type { FakePersonalize } from '../../support/fake-personalize';
import { execution, RUN, SEGMENTS, step, trainings } from './world';

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
