import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CACHE_FOLDER } from '@ecommerce-recommenders/shop-data/contracts/project-folder';
import { keepMeasurement } from '@ecommerce-recommenders/shop-data/insight/readiness/measurement-cache';
import { profileIn } from '../../src/page/profile-in';
import { shopArchive } from '../../../../test/support/shop-archive';
import { testFolder } from '../support/test-folder';
import { measuredUseCase, measurementOf } from '../../../shop-data/test/insight/readiness/facts';

const home = testFolder();

it('the data view says that nothing is measured, and shows the measurement once there is one', async () => {
  const archive = join(home, 'shop.tar');
  const views = Array.from({ length: 3000 }, (_, at) => `${at % 60},u${at % 50},ProductViewed,${1.6e9 + at}`);
  // The content is new, so no earlier command has measured it.
  const items = `id,name,category,style,description,price\n1,${home},cups,plain,a cup,20.5\n`;
  const interactions = ['ITEM_ID,USER_ID,EVENT_TYPE,TIMESTAMP', ...views, ''].join('\n');
  writeFileSync(archive, shopArchive({ items, interactions }));
  const shop = { archive, eventTypes: { ProductViewed: 'View' }, data: null };
  const profile = profileIn({ ...shop, holdout: 0, holdoutBy: 'user', maxBadRows: 0 });
  expect(await profile('en')).toContain('not measured</span');
  expect(await profile('en')).not.toContain('of 100 shoppers');
  keepMeasurement(CACHE_FOLDER, shop, measurementOf({ 'most-viewed': measuredUseCase(0.12) }));
  expect(await profile('en')).toContain('For 32 of 100 shoppers the list of ten held');
});
