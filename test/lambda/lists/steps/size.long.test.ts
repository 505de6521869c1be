import type { PersonalizeRuntimeClient } from '@aws-sdk/client-personalize-runtime';
import { listsCost, MAX_ITEMS } from '@ecommerce-recommenders/shop-data/insight/cost/lists-cost';
import { runsPerMonth } from '@ecommerce-recommenders/shop-data/insight/cost/runs-per-month';
import {
  ASKING_FUNCTIONS,
  REQUESTS_IN_FLIGHT,
} from '@ecommerce-recommenders/shop-data/contracts/lists/slices';
import { LISTABLE } from '@ecommerce-recommenders/shop-data/contracts/lists/serving';
import type {
  AskedSlice,
  Catalogue,
  ListsPlan,
} from '@ecommerce-recommenders/shop-data/contracts/functions/lists';
import { ask } from '../../../../lambda/lists/steps/ask';
import { catalogue } from '../../../../lambda/lists/steps/catalogue';
import { execution, lists, recommenderArn, startedAt, step } from './world';

const PLAN: ListsPlan = {
  recommenders: [],
  lists: LISTABLE.map((useCase) => ({ useCase, recommenderArn: recommenderArn(useCase) })),
  temporary: [],
};
const ANSWER_MS = 100;
const FUNCTION_MS = 15 * 60_000;

const LIST = Array.from({ length: 100 }, (_, at) => ({ itemId: `SKU-${10_000_000 + at}` }));

/** 750,000 items and four use cases; answers take 100 ms on a clock of their own. */
describe('lists of as many items as the service trains on', () => {
  const { bucket, s3, objects } = lists();
  const rows = Array.from({ length: MAX_ITEMS }, (_, at) => `SKU-${10_000_000 + at},Item ${at}`);
  bucket.put('dataset/training_item.csv', `ITEM_ID,NAME\n${rows.join('\n')}\n`);
  rows.length = 0;
  let nowMs = 0;
  let requests = 0;
  const runtime = {
    send: async () => {
      requests++;
      nowMs += ANSWER_MS / REQUESTS_IN_FLIGHT;
      return { itemList: LIST };
    },
  } as unknown as PersonalizeRuntimeClient;
  const nowMiB = (): number => process.memoryUsage().rss / 1024 ** 2;

  /** Memory by which this process grows meanwhile at most, what the bucket in memory holds included. */
  async function growthMiB(work: () => Promise<void>): Promise<number> {
    const before = nowMiB();
    let most = before;
    const look = (): void => void (most = Math.max(most, nowMiB()));
    const sampling = setInterval(look, 5);
    await work().finally(() => clearInterval(sampling));
    look();
    return most - before;
  }

  it('are made in about as many requests, within the limits of functions, histories, answers and memory', async () => {
    let read!: Catalogue;
    const catalogueMiB = await growthMiB(async () => {
      read = await catalogue({ s3, bucket: 'data', objects, items: 'all', now: Date.now })(step({}, PLAN));
    });
    expect(read).toMatchObject({ items: MAX_ITEMS, shards: 32_768, partShards: 1_024 });
    expect(read.slices).toHaveLength(2 + 2 * 32);
    expect(catalogueMiB).toBeLessThan(1_000);

    // One part of each list alone: the others are like it.
    const asked: AskedSlice[] = [];
    let longestMs = 0;
    let shardBytes = 0;
    for (const slice of read.slices.filter(({ part = 0 }) => part === 0)) {
      const beganMs = nowMs;
      const { shards, partShards, madeMs: sinceMs } = read;
      asked.push(
        await ask({ runtime, objects, now: () => nowMs })({
          ...{ execution, startedAt, plan: PLAN, shards, partShards, sinceMs, slice },
        }),
      );
      longestMs = Math.max(longestMs, nowMs - beganMs);
    }
    for (const key of bucket.keys('lists/').filter((one) => /\/_\/\d+\.json$/.test(one)))
      shardBytes = Math.max(shardBytes, Buffer.byteLength(bucket.text(key)));
    expect(asked.every(({ next }) => next === undefined)).toBe(true);
    expect(requests).toBe(asked.reduce((sum, { items }) => sum + items, 0));
    expect(longestMs).toBeLessThan(FUNCTION_MS / 2);
    expect(shardBytes).toBeLessThan(100_000);
    const answers = JSON.stringify(read.slices.map((slice) => ({ ...asked[2], ...slice })));
    expect(answers.length).toBeLessThan(262_144);

    const use = {
      useCases: new Map(LISTABLE.map((useCase) => [useCase, {}])),
      ...{ users: 1_000_000, items: MAX_ITEMS, filters: {}, runsPerMonth: runsPerMonth('rate(7 days)') },
    };
    const { requestsPerRun, hoursPerRun } = listsCost(use);
    expect(requestsPerRun).toBe(2 * MAX_ITEMS + 2);
    const hours = (requestsPerRun * ANSWER_MS) / (REQUESTS_IN_FLIGHT * ASKING_FUNCTIONS) / 3_600_000;
    expect(hoursPerRun / hours).toBeCloseTo(1, 1);
  });
});
