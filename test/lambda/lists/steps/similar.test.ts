import { describingColumns } from '@ecommerce-recommenders/shop-data/contracts/lists/similar-items';
import type { Shard } from '@ecommerce-recommenders/shop-data/contracts/lists/manifest';
import { DATASETS } from '@ecommerce-recommenders/shop-data/data/datasets';
import { readList } from '@ecommerce-recommenders/shop-data/contracts/lists/read-list';
import { similar } from '../../../../lambda/lists/steps/similar';
import { switchOver } from '../../../../lambda/lists/steps/switch-over';
import { lists, PLAN, RUN, step } from './world';
import type { CsvFile } from '@ecommerce-recommenders/csv/read-csv';
import { catalogue } from '../../../../lambda/lists/steps/catalogue';
import { latestBestSellers } from '../../../../lambda/lists/steps/latest-best-sellers';
import { preparedTable } from '../../../../lambda/runs/prepared-table';
import { shardOf } from '@ecommerce-recommenders/shop-data/contracts/lists/shards';

const HEADER = 'ITEM_ID,NAME,CATEGORY_L1,STYLE,PRODUCT_DESCRIPTION,PRICE';
const CATALOGUE = [
  HEADER,
  'oak-chair,Oak chair,furniture,chairs,,50',
  'ash-chair,Ash chair,furniture,chairs,,60',
  'desk,Desk,furniture,desks,"A place, for your lamp",200',
  'lamp,Lamp,light,lamps,Stands on a desk,40',
  'bed,Oak bed,bedroom,beds,,50',
  'gift,Gift card,,,,',
].join('\n');

const similarPlan = { ...PLAN, similar: describingColumns(DATASETS) };

describe('a run with similar items', () => {
  let world: ReturnType<typeof lists>;
  let nowMs: number;
  beforeEach(() => {
    nowMs = 0;
    world = lists(() => nowMs);
    world.bucket.put('dataset/training_item.csv', CATALOGUE);
  });
  const similarOf = () => similar({ s3: world.s3, bucket: 'data', objects: world.objects });
  const make = (plan = similarPlan) => similarOf()(step({}, plan));
  const made = (run = RUN): Shard =>
    JSON.parse(world.bucket.text(`lists/${run}/similar-items/_/0.json`)) as Shard;

  it('makes a list for each item of the catalogue', async () => {
    expect(await make()).toEqual({ shards: 1, items: 6, empty: 1, compared: 0, fresh: 0 });
    expect(made()).toEqual({
      'oak-chair': ['ash-chair', 'bed', 'desk'],
      'ash-chair': ['oak-chair', 'desk'],
      desk: expect.arrayContaining(['lamp', 'oak-chair', 'ash-chair']) as string[],
      lamp: ['desk'],
      bed: ['oak-chair'],
      gift: [],
    });
  });

  it('knows what fresh data has added and changed', async () => {
    nowMs = 1_000;
    const rows = 'gift,Card,light,lamps,,40\nstool,Oak stool,furniture,chairs,,30';
    world.bucket.put('dataset/added/training_item.csv/1.csv', `${HEADER}\n${rows}\n`);
    await make();
    expect(made().gift).toEqual(['lamp']);
    expect(made()['oak-chair']).toEqual(expect.arrayContaining(['stool', 'ash-chair']));
  });

  it('compares the names, texts and categories of the shop’s columns', async () => {
    await make();
    const all = made();
    for (const kind of ['names', 'texts', 'categories']) {
      await make({ ...similarPlan, similar: { ...similarPlan.similar!, [kind]: [] } });
      expect([kind, made()]).not.toEqual([kind, all]);
    }
  });

  it('reads nothing but the columns that the shop has', async () => {
    world.bucket.put('dataset/training_item.csv', 'ITEM_ID,COLOUR\na,red\nb,red\nc,blue\n');
    await make({ ...PLAN, similar: { names: ['NAME'], texts: [], categories: ['COLOUR'] } });
    expect(made()).toEqual({ a: ['b'], b: ['a'], c: [] });
  });

  it('puts them into service with the other lists, and measures what has changed', async () => {
    const catalogue = { items: 1, shards: 1, partShards: 1, slices: [], madeMs: 0 };
    const asked = PLAN.lists.map((_, list) => ({ list, items: 1, empty: 0, compared: 0, fresh: 0 }));
    const switched = async (at: object = {}): Promise<object> => {
      const own = { ...step({}, similarPlan), ...at };
      const state = { asked, catalogue, similar: await similarOf()(own) };
      return switchOver(world.objects, () => 0)({ ...own, state });
    };
    expect(await switched()).toEqual({});
    world.bucket.put('dataset/training_item.csv', `${CATALOGUE}\nstool,Oak stool,furniture,chairs,,30\n`);
    expect(await switched({ startedAt: '2026-12-04T03:00:00.000Z' })).toEqual({});
    const manifest = (await world.objects.manifest())!;
    const own = manifest.lists.find(({ useCase }) => useCase === 'similar-items')!;
    expect(own).toMatchObject({ shards: 1, items: 7, empty: 1, coverage: 6 / 7 });
    expect(own.changed).toBeGreaterThan(0);
    expect(own.changed).toBeLessThan(1);
    const list = await readList((key) => world.objects.get(key), manifest, {
      ...{ useCase: 'similar-items', itemId: 'oak-chair', numResults: 2 },
    });
    expect(list).toEqual(expect.arrayContaining(['stool', 'ash-chair']));
  });

  it('keeps the former lists where a catalogue says nothing of its items', async () => {
    world.bucket.put('dataset/training_item.csv', 'ITEM_ID\na\nb\n');
    const own = step({}, { ...similarPlan, lists: [], recommenders: [] });
    const state = { asked: [], similar: await make() };
    const { problem } = await switchOver(world.objects, () => 0)({ ...own, state });
    expect(problem).toContain('all of 2 lists of similar-items are empty');
  });
});

const DAY = 86_400;
const YEAR = 365;

type Row = readonly [user: string, item: string, event: string, day: number];

/** A year of purchases, of whatever sells on a day, by five customers a day. */
const yearOf = (soldOn: (day: number, customer: number) => string): Row[] =>
  Array.from({ length: 5 * YEAR }, (_, at): Row => {
    const day = Math.floor(at / 5);
    return [`u${at % 311}`, soldOn(day, at % 5), 'Purchase', day];
  });

/** Old ones sold three in four of all, and none since day 270. */
const DEAD = yearOf((day, customer) => `${day < 270 ? 'old' : 'new'}-${(day + customer) % 12}`);

const csvOf = (rows: readonly Row[]): string =>
  [
    'ITEM_ID,USER_ID,EVENT_TYPE,TIMESTAMP',
    ...rows.map(([user, item, event, day], at) => `${item},${user},${event},${day * DAY + at}`),
  ].join('\n');

describe('the best sellers of the latest days', () => {
  let world: ReturnType<typeof lists>;
  beforeEach(() => {
    world = lists();
  });
  const open = (): Promise<CsvFile | undefined> =>
    preparedTable(world.s3, 'data', 'training_interaction.csv');
  const put = (table: string): void => world.bucket.put('dataset/training_interaction.csv', table);
  const found = (rows: readonly Row[], most?: number) => {
    put(csvOf(rows));
    return latestBestSellers(open, most);
  };

  it('leave out of the first places what no longer sells, and are filled up with it', async () => {
    const { days, itemIds } = (await found(DEAD))!;
    expect([7, 30, 90]).toContain(days);
    expect(itemIds.slice(0, 12).filter((id) => id.startsWith('old'))).toEqual([]);
    expect(itemIds).toHaveLength(24);
    expect(itemIds.slice(12).every((id) => id.startsWith('old'))).toBe(true);
  });

  it('are none where all of the time predicts as well', async () => {
    expect(await found(yearOf((day, customer) => `item-${(day * 7 + customer) % 12}`))).toBeUndefined();
  });

  it('are counted on the purchases of all users, also where only some are asked for', async () => {
    const isAsked = (user: string): boolean => shardOf(user, 8) === 0;
    const rows = DEAD.map(([user, item, event, day], at): Row => {
      const isOdd = isAsked(user) && day < 0.9 * YEAR;
      return [user, isOdd ? `odd-${at}` : item, event, day];
    });
    expect((await found(rows, 400))?.itemIds[0]).toMatch(/^new-/);
  });

  it('count purchases alone', async () => {
    const views = DEAD.map(([user, , , day]): Row => [user, 'viewed', 'View', day]);
    expect((await found([...DEAD, ...views]))!.itemIds).not.toContain('viewed');
    expect(await found(views)).toBeUndefined();
  });

  it('do not depend on the order of the rows, and choose from the purchases of some users where there are many', async () => {
    const rows = csvOf(DEAD).split('\n');
    const all = await found(DEAD);
    put([rows[0], ...rows.slice(1).reverse()].join('\n'));
    expect(await latestBestSellers(open)).toEqual(all);
    const sampled = await latestBestSellers(open, 400);
    expect(await found(DEAD, 400)).toEqual(sampled);
    expect(new Set(sampled!.itemIds)).toEqual(new Set(all!.itemIds));
  });

  it('are none in a shop without interactions, or without types of events', async () => {
    expect(await latestBestSellers(open)).toBeUndefined();
    put('ITEM_ID,USER_ID,TIMESTAMP\ni,u,1\n');
    expect(await latestBestSellers(open)).toBeUndefined();
  });

  it('are written by a run beside its lists', async () => {
    world.bucket.put('dataset/training_item.csv', 'ITEM_ID\nold-1\nnew-1\n');
    const read = () =>
      catalogue({ s3: world.s3, bucket: 'data', objects: world.objects, items: 'all', now: () => 0 })(step());
    await read();
    expect(world.bucket.keys(`lists/${RUN}/latest-best-sellers.json`)).toEqual([]);
    const made = await found(DEAD);
    await read();
    expect(JSON.parse(world.bucket.text(`lists/${RUN}/latest-best-sellers.json`))).toEqual(made);
  });
});
