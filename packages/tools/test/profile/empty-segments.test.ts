import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { emptySegments } from '../../src/profile/empty-segments';
import type { ShopPlace } from '../../src/shop-files/opened-shop';
import { testFolder } from '../support/test-folder';

const folder = testFolder();
writeFileSync(join(folder, 'orders.csv'), 'who,what,when\na,1,2026-01-02\nb,2,2026-01-03\n');
const lines = ['1,boots|shoes,19.90,F', '2,soap,2,M', '3,knives,30,F'];
writeFileSync(join(folder, 'items.csv'), ['id,group,price,gender', ...lines, ''].join('\n'));
const event = { constant: 'Purchase' };
const interactions = { files: 'orders.csv', user: 'who', item: 'what', time: 'when', event };
const columns = { GENDER: { from: 'gender', type: 'categorical' } };
const items = { files: 'items.csv', id: 'id', category: 'group', price: 'price', columns };
const shopOf = (data: object): ShopPlace => ({
  ...{ archive: folder, data: data as ShopPlace['data'], maxBadRows: 0, eventTypes: {} },
});

it('segments that are empty are those of items without interactions, and of queries that no item meets', async () => {
  const queries = {
    several: 'ITEMS.CATEGORY_L1 = "shoes"',
    both: 'ITEMS.CATEGORY_L1 = "soap" AND ITEMS.GENDER = "M"',
    number: 'ITEMS.PRICE = 2',
    typo: 'ITEMS.CATEGORY_L1 = "sope"',
    together: 'ITEMS.CATEGORY_L1 = "soap" AND ITEMS.GENDER = "F"',
    nothing: 'ITEMS.PRICE = 0',
  };
  expect(
    await emptySegments(shopOf({ interactions, items }), { items: ['1', '3', 'none'], queries }),
  ).toEqual([
    'segments.items names "3", which no interaction has.',
    'segments.items names "none", which no interaction has.',
    'segments.queries.typo is met by no item: ITEMS.CATEGORY_L1 = "sope".',
    'segments.queries.together is met by no item: ITEMS.CATEGORY_L1 = "soap" AND ITEMS.GENDER = "F".',
    'segments.queries.nothing is met by no item: ITEMS.PRICE = 0.',
  ]);
  // A shop may have interactions alone.
  expect(await emptySegments(shopOf({ interactions }), { items: ['2', '3'], queries: {} })).toEqual([
    'segments.items names "3", which no interaction has.',
  ]);
});
