import type { CsvFile } from '@ecommerce-recommenders/csv/read-csv';
import { catalogue } from '../../../../lambda/lists/steps/catalogue';
import { latestBestSellers } from '../../../../lambda/lists/steps/latest-best-sellers';
import { preparedTable } from '../../../../lambda/runs/prepared-table';
import { shardOf } from '@ecommerce-recommenders/shop-data/contracts/lists/shards';
import { lists, RUN, step } from './world';

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
