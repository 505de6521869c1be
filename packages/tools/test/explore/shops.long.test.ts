import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseMapping } from '@ecommerce-recommenders/shop-data/data/mapping/parse-mapping';
import { readinessOf, type Verdict } from '@ecommerce-recommenders/shop-data/insight/readiness/readiness';
import { measureShop } from '../../src/explore/measure-shop';
import { profileOf } from '../../src/shop-files/opened-shop';
import { CLOTHING_SHOP, ONLINE_RETAIL } from '../../../shop-data/test/data/mapping/real-shops';
import { DATA_SETS, type DataSetFile } from '../../../../test/support/data-sets';
import { itWith } from '../../../../test/support/prerequisites';
import { recommenders } from '../support/run-command';
import { testFolder } from '../support/test-folder';

const NOW = new Date('2026-01-01T00:00:00Z');
const PREPARATION = { maxBadRows: 0, holdout: 0.1, holdoutBy: 'user', eventTypes: {} } as const;

const out = join(testFolder(), 'sample.html');

it('npm run explore finds nothing in the shipped sample that blocks, names what would serve shoppers better, and writes the report where it says', async () => {
  const { code, stdout, stderr } = await recommenders('explore', '--out', out, '--fail-on', 'blocked');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout.match(/✓ ready|! weak/g)).toHaveLength(5);
  expect(stdout).toMatch(/! weak +Best sellers[\s\S]*Show recently bought items in its place/);
  expect(stdout.match(/ this list +[█░]{25} /g)).toHaveLength(5);
  expect(stdout).toContain(`The report is in ${out}\n`);
  expect(readFileSync(out, 'utf8')).toMatch(/^<!doctype html>[\s\S]*<\/html>\s*$/);
});

// The verdicts are in the order of USE_CASE_NAMES.
itWith('realShops').each<[DataSetFile, object, Verdict[]]>([
  // Customers buy again what they bought last, so best sellers do not win.
  ['real/online-retail.csv.gz', ONLINE_RETAIL, ['blocked', 'weak', 'weak', 'blocked', 'ready']],
  ['real/eshop-clothing-2008.csv.gz', CLOTHING_SHOP, ['ready', 'blocked', 'blocked', 'ready', 'ready']],
])('the verdicts on the real shop %s are those that are known', async (file, mapping, verdicts) => {
  const shop = { ...PREPARATION, archive: DATA_SETS[file].path, data: parseMapping(mapping) };
  const { profile } = await profileOf(shop, NOW);
  const readiness = readinessOf(profile.facts, await measureShop(profile, NOW.getTime() / 1000));
  expect(readiness.map(({ verdict }) => verdict)).toEqual(verdicts);
});
