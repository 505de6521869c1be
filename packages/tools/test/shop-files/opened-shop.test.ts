import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseMapping } from '@ecommerce-recommenders/shop-data/data/mapping/parse-mapping';
import { profileOf } from '../../src/shop-files/opened-shop';
import { testFolder } from '../support/test-folder';

const data = parseMapping({
  interactions: {
    files: 'orders.csv',
    ...{ user: 'who', item: 'what', event: { constant: 'Purchase' } },
    time: { column: 'when', format: 'seconds' },
    shown: { name: 'name', price: 'price' },
  },
});

const folder = testFolder();
const profiled = (maxBadRows: number, ...lines: readonly string[]): ReturnType<typeof profileOf> => {
  writeFileSync(join(folder, 'orders.csv'), ['who,what,when,name,price', ...lines, ''].join('\n'));
  const options = { archive: folder, data, maxBadRows, eventTypes: {}, holdout: 0 };
  return profileOf(options, new Date('2026-01-01T00:00:00Z'));
};

it('the profile of a shop whose items are only shown has no items, and tells of their rows', async () => {
  const { profile, reports } = await profiled(0, 'u1,a,1600000000,Lamp,2.5', 'u2,b,1600000001,Cup,');
  expect(profile.items).toBeUndefined();
  expect(profile.datasets.ITEMS).toBeUndefined();
  expect(reports).toMatchObject([
    { type: 'INTERACTIONS', rows: 2 },
    { type: 'ITEMS', rows: 2, bad: [] },
  ]);
});

it('the profile of a shop whose items are only shown fails on a price that the preparation would refuse', async () => {
  await expect(profiled(0, 'u1,a,1600000000,Lamp,dear')).rejects.toThrow(
    'price cannot be read as a number (orders.csv, line 2: "dear")',
  );
});
