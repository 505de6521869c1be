import fc from 'fast-check';
import { HOLDOUTS_BY } from '@ecommerce-recommenders/shop-data/data/preparation/settings';
import { parseMapping } from '@ecommerce-recommenders/shop-data/data/mapping/parse-mapping';
import { whyNotGlue } from '@ecommerce-recommenders/shop-data/data/mapping/sql/why-not-glue';
import { anyJoined, anyOrders, JOINED_MAPPING, ORDERS_MAPPING } from './any-shop';
import { byFunction, bySql, csv, type Options, type Shop } from './both-ways';
import { lines, LINES, MAPPED_SHOPS } from './mapped-shops';

async function expectSame(mapping: object, shop: Shop, options: Options = {}): Promise<void> {
  expect(whyNotGlue(parseMapping(mapping))).toBeUndefined();
  expect(await bySql(mapping, shop, options)).toEqual(await byFunction(mapping, shop, options));
}

/** The same, or that both refuse. */
async function expectSameOrRefused(mapping: object, shop: Shop, options: Options): Promise<void> {
  const both = [byFunction(mapping, shop, options), bySql(mapping, shop, options)];
  const [expected, got] = await Promise.allSettled(both);
  if (expected.status === 'fulfilled') expect(got).toEqual(expected);
  else {
    expect(String(expected.reason)).toContain('cannot be read');
    expect(got.status).toBe('rejected');
  }
}

describe('the SQL of a mapping', () => {
  it.each(MAPPED_SHOPS)('makes of %s what the function makes', async (_, mapping, shop) => {
    for (const holdoutBy of HOLDOUTS_BY) await expectSame(mapping, shop, { holdoutBy });
  });

  it.each<[string, string, string, string]>([
    ['a time', 'when', 'soon', 'orders/1.csv: when cannot be read as seconds: "soon"'],
    ['a quantity', 'n', 'many', 'orders/1.csv: n cannot be read as a number: "many"'],
    ['an id', 'what', '', 'orders/1.csv: what is empty'],
    ['an id of two lines', 'what', 'a\nb', 'orders/1.csv: what is an id with a line end in it'],
    ['an id of ours', 'who', 'anonymous::x', 'orders/1.csv: who begins with anonymous:, as the ids of'],
    ['a long id', 'who', 'x'.repeat(257), 'orders/1.csv: who has more than 256 characters'],
  ])('fails on %s that cannot be read, as the function does', async (_, column, value, message) => {
    const header = ['who', 'what', 'when', 'n'];
    const good = ['u', 'i', '1600000000', '1'];
    const bad = header.map((name, at) => (name === column ? value : good[at]));
    const shop = { 'orders/1.csv': csv(header, good, bad) };
    const mapping = { interactions: { ...LINES.interactions, drop: [{ column: 'n', atMost: 0 }] } };
    await expect(byFunction(mapping, shop, {})).rejects.toThrow('1 row cannot be read');
    await expect(bySql(mapping, shop, {})).rejects.toThrow(message);
    await expectSame(mapping, shop, { maxBadRows: 1 });
  });

  it('counts the bad rows of all tables, and ids without a required value', async () => {
    const mapping = { ...LINES, items: { files: 'orders/*.csv', id: 'what', category: 'n', price: 'n' } };
    const shop = lines('n', '1', '', 'x');
    await expect(bySql(mapping, shop, { maxBadRows: 1 })).rejects.toThrow('cannot be read as a number: "x"');
    await expectSame(mapping, shop, { maxBadRows: 2 });
  });

  it('counts a second row of a joined id that says something else, and keeps the first', async () => {
    const join = { files: 'items.csv', on: 'what', id: 'nr', columns: ['kind', 'note'] };
    const drop = [{ column: 'kind', oneOf: ['b'] }];
    const mapping = { interactions: { ...LINES.interactions, join, drop } };
    const items = csv('nr|kind|note', 'i0|a|', 'i1|b|', 'i0|b|', 'i1|b|');
    const shop = { ...lines('n', '1', '2'), 'items.csv': items };
    await expect(byFunction(mapping, shop, {})).rejects.toThrow('1 row cannot be read');
    const another = 'items.csv: is another row of its nr, with other values';
    await expect(bySql(mapping, shop, {})).rejects.toThrow(another);
    const options = { maxBadRows: 1 };
    await expectSame(mapping, shop, options);
    const { 'warm_interaction.csv': kept } = await bySql(mapping, shop, options);
    expect(kept.map((line) => line.split(',')[0])).toEqual(['ITEM_ID', 'i0', 'last']);
  });

  it('counts rows whose id no joined file has, where a value is needed', async () => {
    const join = { files: 'people.csv', on: 'who', columns: ['person'] };
    const mapping = { interactions: { ...LINES.interactions, user: 'person', join } };
    const shop = {
      'orders/1.csv': csv('who|what|when', 'a|i|1600000000', 'b|i|1600000001', '|i|1'),
      'people.csv': csv('who|person', 'a|ann', '|nobody'),
    };
    await expect(bySql(mapping, shop, { maxBadRows: 1 })).rejects.toThrow('orders/1.csv: person is empty');
    await expectSame(mapping, shop, { maxBadRows: 2 });
  });

  it('makes of any table what the function makes', async () => {
    const { interactions } = ORDERS_MAPPING;
    const shown = { interactions: { ...interactions, shown: { name: 'kind', price: 'price' } } };
    await fc.assert(
      fc.asyncProperty(
        ...[anyOrders({ least: 1, most: 20 }), fc.boolean(), fc.boolean()],
        async (shop, isLenient, isShown) => {
          await expectSameOrRefused(isShown ? shown : ORDERS_MAPPING, shop, {
            maxBadRows: isLenient ? 1000 : 0,
          });
        },
      ),
      { seed: 7, numRuns: 40 },
    );
  });

  it('joins any files as the function does', async () => {
    await fc.assert(
      fc.asyncProperty(anyJoined({ least: 0, most: 12 }), fc.boolean(), async (shop, isLenient) => {
        await expectSameOrRefused(JOINED_MAPPING, shop, { maxBadRows: isLenient ? 1000 : 0 });
      }),
      { seed: 7, numRuns: 60 },
    );
  });
});
