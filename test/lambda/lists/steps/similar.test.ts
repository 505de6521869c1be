import { describingColumns } from '@ecommerce-recommenders/shop-data/contracts/lists/similar-items';
import type { Shard } from '@ecommerce-recommenders/shop-data/contracts/lists/manifest';
import { DATASETS } from '@ecommerce-recommenders/shop-data/data/datasets';
import { readList } from '@ecommerce-recommenders/shop-data/contracts/lists/read-list';
import { similar } from '../../../../lambda/lists/steps/similar';
import { switchOver } from '../../../../lambda/lists/steps/switch-over';
import { lists, PLAN, RUN, step } from './world';

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
