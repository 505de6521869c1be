import type { PersonalizeRuntimeClient } from '@aws-sdk/client-personalize-runtime';
import type { AskedSlice, AskStep } from '@ecommerce-recommenders/shop-data/contracts/functions/lists';
import { itemsKey } from '@ecommerce-recommenders/shop-data/contracts/lists/list-places';
import { shardOf } from '@ecommerce-recommenders/shop-data/contracts/lists/shards';
import { OUR_IDS } from '@ecommerce-recommenders/shop-data/data/our-ids';
import { ask } from '../../../../lambda/lists/steps/ask';
import { execution, lists, PLAN, RUN, startedAt } from './world';

type Asked = Readonly<Record<'userId' | 'itemId' | 'filterArn', string>> & { readonly filterValues?: object };

const SHARDS = 4;
const ITEMS = Array.from({ length: 40 }, (_, at) => `i${at}`);
const BY_SHARD = Array.from({ length: SHARDS }, (_, shard) =>
  ITEMS.filter((id) => shardOf(id, SHARDS) === shard),
);

describe('asking', () => {
  let asked: Asked[];
  let world: ReturnType<typeof lists>;
  let inFlight: number;
  let most: number;
  /** Milliseconds since 1970; each answer takes a second. */
  let nowMs: number;
  beforeEach(async () => {
    asked = [];
    [inFlight, most, nowMs] = [0, 0, 0];
    world = lists();
    await world.objects.put(itemsKey(RUN, 0), BY_SHARD.slice(0, 2));
    await world.objects.put(itemsKey(RUN, 1), BY_SHARD.slice(2));
  });
  const runtime = (fails = (_: Asked): boolean => false): Pick<PersonalizeRuntimeClient, 'send'> => ({
    send: async ({ input }: { input: Asked }) => {
      asked.push(input);
      most = Math.max(most, ++inFlight);
      await new Promise(setImmediate);
      inFlight--;
      nowMs += 1_000;
      if (fails(input)) throw new Error('Rate exceeded');
      return { itemList: [{ itemId: `${input.itemId ?? 'top'}-a` }, { itemId: 'b' }] };
    },
  });
  const askFor = (slice: AskStep['slice'], client = runtime(), plan = PLAN): Promise<AskedSlice> =>
    ask({ runtime: client, objects: world.objects, now: () => nowMs })({
      ...{ execution, startedAt, plan, shards: SHARDS, partShards: 2, sinceMs: 0, slice },
    });
  const putItems = (count: number) =>
    world.objects.put(
      itemsKey(RUN, 0),
      Array.from({ length: count }, (_, at) => [`x${at}`]),
    );

  it('gives one list to a use case that needs no item', async () => {
    expect(await askFor({ list: 0 })).toEqual({ list: 0, items: 1, empty: 0, compared: 0, fresh: 0 });
    const made: unknown = JSON.parse(world.bucket.text(`lists/${RUN}/best-sellers/_/0.json`));
    expect(made).toEqual({ '': ['top-a', 'b'] });
    expect(asked).toMatchObject([{ itemId: undefined, userId: OUR_IDS.lists, numResults: 100 }]);
  });

  it('asks for every item of the part once, with the filter, and writes each into its shard', async () => {
    const { items, next } = await askFor({ list: 2, part: 1 });
    expect([items, next]).toEqual([BY_SHARD[2].length + BY_SHARD[3].length, undefined]);
    expect(asked.map(({ itemId }) => itemId).sort()).toEqual([...BY_SHARD[2], ...BY_SHARD[3]].sort());
    expect(new Set(asked.map(({ filterArn }) => filterArn))).toEqual(new Set([PLAN.lists[2].filterArn]));
    for (const shard of [2, 3]) {
      const key = `lists/${RUN}/frequently-bought-together/cheap/${shard}.json`;
      const made: unknown = JSON.parse(world.bucket.text(key));
      expect(made).toEqual(Object.fromEntries(BY_SHARD[shard].map((id) => [id, [`${id}-a`, 'b']])));
    }
  });

  it('gives a filter the days of the run that it asks for, and no other any', async () => {
    const lists = PLAN.lists.map((one) => (one.filter ? { ...one, dates: ['TODAY_MINUS_30D'] } : one));
    for (const list of [1, 2]) await askFor({ list, part: 0 }, runtime(), { ...PLAN, lists });
    const monthBefore = Math.floor(Date.parse(startedAt) / 86_400_000 - 30) * 86_400;
    for (const { filterArn, filterValues } of asked)
      expect(filterValues).toEqual(filterArn && { TODAY_MINUS_30D: String(monthBefore) });
  });

  it('fails where it takes longer than an execution has events for', async () => {
    nowMs = 24 * 3_600_000;
    expect((await askFor({ list: 0 })).items).toBe(1);
    await expect(askFor({ list: 0 })).rejects.toThrow('not asked for all lists within 24 hours');
  });

  it('has few requests in flight, ends after ten minutes, and goes on where it ended with the counts so far', async () => {
    await putItems(1000);
    const first = await askFor({ list: 1, part: 0 });
    expect(first.next).toBeGreaterThan(500);
    expect(first.next).toBeLessThan(650);
    const second = await askFor(first);
    expect(second.items).toBe(1000);
    expect(second).not.toHaveProperty('next');
    expect(asked).toHaveLength(1000);
    expect(most).toBe(8);
  });

  it('compares with the former lists, also where these have another number of shards', async () => {
    const formerly = 8;
    const prefix = 'lists/before/frequently-bought-together/_/';
    for (let shard = 0; shard < formerly; shard++) {
      const of = ITEMS.filter((id) => shardOf(id, formerly) === shard);
      await world.objects.put(`${prefix}${shard}.json`, Object.fromEntries(of.map((id) => [id, ['b', 'c']])));
    }
    const former = { useCase: 'frequently-bought-together', prefix, shards: formerly };
    await world.objects.put('lists/manifest.json', { format: 1, lists: [former] });
    const { items, compared, fresh } = await askFor({ list: 1, part: 0 });
    expect([compared, fresh]).toEqual([2 * items, items]);
  });

  it('fails with the service’s error once it no longer retries, and starts nothing more', async () => {
    await putItems(100);
    const failing = runtime(({ itemId }) => itemId === 'x3');
    await expect(askFor({ list: 1, part: 0 }, failing)).rejects.toThrow('Rate exceeded');
    expect(asked.length).toBeLessThan(30);
  });
});
