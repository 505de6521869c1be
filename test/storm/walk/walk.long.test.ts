import { often } from '../fault-plans';
import { writeResults } from '../tally';
import { runWalk, type WalkResult } from './run-walk';
import { SETTING_VALUES } from './setting-values';
import { walkOf, type Given, type Walk } from './walk';
import { tallyOf, WALKS_FILE } from './walk-tally';

jest.setTimeout(1_200_000);

const METRICS = { orders: { event: 'Purchase' } };

/** Steps of each walk. */
const STEPS = 8;

/** The same for every change: they take about ten minutes of one processor. */
const SEEDS = Array.from({ length: often(120) }, (_, at) => at + 1);

describe('what a shop has live stays live', () => {
  const results: WalkResult[] = [];
  afterAll(() => writeResults(WALKS_FILE, tallyOf(results)));

  it.each(SEEDS)('on the walk of the seed %i', async (seed) => {
    const result = await runWalk(walkOf(seed, STEPS), seed);
    results.push(result);
    const { log, failure } = result;
    if (failure)
      throw new Error(
        `Step ${failure.step}: ${failure.problem}. npm run storm -- --seed ${seed} --steps ${STEPS}\n${log.join('\n')}`,
      );
  });

  it.each([4, 6, 8])(
    'where an update that renames a solution is cancelled after %i turns',
    async (cancelAfter) => {
      const given = { trainingTimeoutHours: 1, useCases: ['most-viewed'], ranking: true };
      const { values } = SETTING_VALUES.data as { values: readonly unknown[] };
      const walk: Walk = {
        steps: [
          { configuration: { place: 'app', given: { ...given, data: values[0] } } },
          { configuration: { place: 'app', given }, cancelAfter },
        ],
      };
      expect((await runWalk(walk, 1)).failure).toBeUndefined();
    },
  );

  it('where moves that change something else fail', async () => {
    const { values } = SETTING_VALUES.data as { values: readonly unknown[] };
    const useCases = { 'most-viewed': {}, 'best-sellers': { metadata: true } };
    const given: Given = {
      trainingTimeoutHours: 1,
      useCases,
      eventTracker: true,
      metricAttribution: METRICS,
    };
    const besides: readonly Given[] = [
      { archive: { price: 99 } },
      { holdout: 0.2 },
      { data: values[4] },
      { tags: { team: 'shop' } },
      { useCases: { ...useCases, 'most-viewed': { minRecommendationRequestsPerSecond: 2 } } },
      { metricAttribution: { ...METRICS, views: { event: 'View' } } },
    ];
    const walk: Walk = {
      steps: [
        { configuration: { place: 'app', given } },
        // The mend refuses each; without it, the denied call rolls each back.
        ...besides.map((other) => ({
          configuration: {
            place: 'wrapped' as const,
            given: {
              ...given,
              ...other,
              useCases: { ...(other.useCases ?? useCases), 'recommended-for-you': {} },
            },
          },
          strike: { faults: [{ fault: 'access-denied' as const, operation: 'CreateRecommender' }], seed: 1 },
        })),
        { configuration: { place: 'wrapped', given } },
      ],
    };
    const { failure, live } = await runWalk(walk, 1);
    expect(failure).toBeUndefined();
    expect(live.map(({ place }) => place)).toEqual(['app', 'wrapped']);
  });

  it('in the same way for the same seed', async () => {
    const { hash, record } = await runWalk(walkOf(3, 5), 3);
    const again = await runWalk(walkOf(3, 5), 3);
    // The first difference tells more than a hash.
    expect(again.record.find((line, at) => line !== record[at])).toBeUndefined();
    expect(again.hash).toBe(hash);
  });
});
