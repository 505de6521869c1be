import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ShopMapping } from '@ecommerce-recommenders/shop-data/data/mapping/mapping';
import { dataOf } from '../../src/cost/cost-data';
import type { PreparationOptions } from '../../src/options';
import { comingShop } from '../../src/page/coming-shop';
import { DeploymentLog } from '../../src/page/deployment-log';
import type { PageAnswers } from '../../src/page/page-answers';
import { PAGE_API } from '../../src/page/page-api';
import { pageClients } from '../../src/page/shop';
import { profileOf } from '../../src/shop-files/opened-shop';
import { testFolder } from '../support/test-folder';

const ORDERS: ShopMapping = {
  interactions: {
    ...{ files: 'orders.csv', user: 'customer', item: 'product', order: 'order' },
    ...{ time: { column: 'at', format: 'seconds' }, event: { constant: 'Purchase' } },
  },
};

const rowOf = (user: number, item: number, second: number) => ({
  ...{ user: `user${user}`, item: `P${item}`, time: 1_600_000_000 + second },
});

type Row = ReturnType<typeof rowOf>;

/** Purchases of 1 to 9 items per user. Some items occur only in later purchases. */
const rowsOf = (users: number, items: number): Row[] =>
  Array.from({ length: users }, (_, user) =>
    Array.from({ length: 1 + (user % 9) }, (_, at) =>
      rowOf(user, (user * 31 + at * at * 7) % items, 1_000 * user + at),
    ),
  ).flat();

/** One purchase of each of that many items, ten per user. */
const oneOfEach = (items: number): Row[] =>
  Array.from({ length: items }, (_, item) => rowOf(Math.floor(item / 10), item, item));

/** The training rows by user: each one's oldest nine tenths, rounded down. */
function trainingOf(rows: readonly Row[]): Row[][] {
  const byUser = new Map<string, Row[]>();
  for (const row of rows) byUser.set(row.user, [...(byUser.get(row.user) ?? []), row]);
  return [...byUser.values()].map((own) =>
    own.sort((a, b) => a.time - b.time).slice(0, Math.floor((own.length * 9) / 10)),
  );
}

const distinct = (ids: readonly string[]): number => new Set(ids).size;

const SHAPES = { 'orders alone': rowsOf(240, 300), '37,000 items without a table': oneOfEach(37_000) };

const home = testFolder();

it.each(Object.entries(SHAPES))(
  'a shop of %s has as many users and items for the synth, the price and the page, which opens as one who has done something, and offers others',
  async (name, rows) => {
    const ofUsers = trainingOf(rows);
    const mostRows = Math.max(...ofUsers.map(({ length }) => length));
    const training = ofUsers.flat();
    const users = distinct(training.map(({ user }) => user));
    const items = distinct(training.map(({ item }) => item));
    const archive = join(home, name);
    mkdirSync(archive);
    const lines = rows.map(({ user, item, time }, order) => `${order},${user},${item},${time}\n`);
    writeFileSync(join(archive, 'orders.csv'), `order,customer,product,at\n${lines.join('')}`);
    const options: PreparationOptions = {
      ...{ holdout: 0.1, holdoutBy: 'user', maxBadRows: 0, archive, eventTypes: {}, data: ORDERS },
    };
    const coming = comingShop({
      ...{ stack: 'Shop', log: new DeploymentLog(), clients: pageClients(), data: options },
      useCases: ['best-sellers', 'frequently-bought-together'],
    });
    const ask = async <Path extends keyof PageAnswers>(path: Path, query: Record<string, string> = {}) =>
      PAGE_API[path](await coming.shop(), new URLSearchParams(query), {});

    const expected = { users, items, itemsOfTable: 0, itemsWithTraffic: items };
    expect((await profileOf(options, new Date())).profile.facts.size).toEqual(expected);
    expect((await dataOf(options)).size).toEqual(expected);
    expect(await ask('/api/users')).toMatchObject({ total: users });
    expect(await ask('/api/items')).toMatchObject({ total: items });
    const { firstUser, ...shop } = await ask('/api/shop');
    expect(shop).toMatchObject({ users, items });
    expect((await ask('/api/history', { userId: firstUser!.userId })).total).toBeGreaterThan(0);
    const { user, item } = training[training.length - 1];
    expect((await ask('/api/users', { q: user })).first).toContainEqual({ userId: user, name: user });
    expect((await ask('/api/shop', { user })).firstUser).toEqual({ userId: user, name: user });
    expect(await ask('/api/item', { itemId: item })).toMatchObject({ itemId: item });
    const people = await ask('/api/people');
    expect(people.length).toBeGreaterThan(1);
    for (const { userId, orders, isNew } of people) {
      const own = ofUsers.find(([row]) => row?.user === userId)!;
      expect({ userId, orders }).toEqual({ userId, orders: distinct(own.map(({ time }) => String(time))) });
      if (!isNew) expect(own.length).toBe(mostRows);
    }
    await coming.close();
  },
);
