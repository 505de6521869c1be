import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CACHE_FOLDER } from '@ecommerce-recommenders/shop-data/contracts/project-folder';
import { keptMeasurement } from '@ecommerce-recommenders/shop-data/insight/readiness/measurement-cache';
import { measureBeside } from '../../src/start/measure-beside';
import { testFolder } from '../support/test-folder';
import { shopArchive } from '../../../../test/support/shop-archive';

const home = testFolder();
const archive = join(home, 'shop.tar');
// The content is new, so no earlier command has measured it.
const items = `id,name,category,style,description,price\n1,${home},cups,plain,a cup,20.5\n`;
writeFileSync(archive, shopArchive({ items }));
const shop = { archive, eventTypes: { ProductViewed: 'View', OrderCompleted: 'Purchase' }, data: null };
const measure = (signal: AbortSignal, from = archive) => {
  const given = { archive: from, eventTypes: JSON.stringify(shop.eventTypes) };
  return measureBeside(given, { ...shop, archive: from }, signal);
};

it('the measurement beside a deployment ends with its signal, and does not fail where the data cannot be read', async () => {
  const ended = new AbortController();
  const measured = measure(ended.signal);
  ended.abort();
  expect(await measured).toBeUndefined();
  expect(await measure(new AbortController().signal, join(home, 'none.tar'))).toBeUndefined();
  expect(keptMeasurement(CACHE_FOLDER, shop)).toBeUndefined();
});

it('the measurement beside a deployment is what explore measures and keeps', async () => {
  const measured = await measure(new AbortController().signal);
  expect(measured).toMatchObject({ useCases: {} });
  expect(keptMeasurement(CACHE_FOLDER, shop)).toEqual(measured);
});
