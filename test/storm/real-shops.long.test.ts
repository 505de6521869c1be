import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { ImportRun } from '@ecommerce-recommenders/shop-data/contracts/fresh-data/import-run';
import type { Settings } from '@ecommerce-recommenders/shop-data/contracts/settings/settings';
import { endWithSource, SOURCE_BUCKET } from './csv-parts';
import { preparedLines } from './own-files';
import { shopAccount } from './shop-account';
import { shopAssemblies } from './shop-assemblies';
import { DATA_SETS } from '../support/data-sets';
import { describeWith } from '../support/prerequisites';

const REAL = dirname(DATA_SETS['real/online-retail.csv.gz'].path);
const ROOT = resolve(__dirname, '../..');
/** Lines of a file of fresh data. */
const FRESH_LINES = 20_000;

/** What `npm run init -- FILE --yes` writes into the settings. */
function initialised(name: string, content: Buffer): Pick<Settings, 'data' | 'useCases'> {
  const folder = mkdtempSync(join(tmpdir(), 'real-'));
  try {
    const settings = join(folder, 'cdk.json');
    copyFileSync(join(ROOT, 'cdk.json'), settings);
    writeFileSync(join(folder, name), content);
    const args = ['init', join(folder, name), '--yes', '--settings', settings, '--no-explore'];
    execFileSync(process.execPath, ['bin/recommenders.cjs', ...args], { cwd: ROOT, stdio: 'pipe' });
    const written = JSON.parse(readFileSync(settings, 'utf8')) as {
      context: { ecommerceRecommenders: Pick<Settings, 'data' | 'useCases'> };
    };
    const { data, useCases } = written.context.ecommerceRecommenders;
    return { data, useCases };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describeWith('realShops')('a real shop, as init maps it', () => {
  const account = shopAccount({}, { each: true, atEnd: () => endWithSource(account) });

  const lastRun = async (): Promise<ImportRun> => {
    await account.until(async () => (await account.keys('runs/')).length > 0);
    return JSON.parse(await account.read((await account.keys('runs/')).at(-1)!)) as ImportRun;
  };

  it.each([
    ['online-retail.csv', { INTERACTIONS: 396_374 }],
    ['eshop-clothing-2008.csv', { INTERACTIONS: 165_474 }],
  ])(
    '%s is deployed from S3 by the function and by Glue with the same files, and takes fresh files',
    async (name, { INTERACTIONS }) => {
      const content = gunzipSync(readFileSync(join(REAL, `${name}.gz`)));
      const settings = {
        archive: Buffer.from('in S3'),
        source: `s3://${SOURCE_BUCKET}/day/`,
        ...initialised(name, content),
        holdout: 0.1,
        freshData: true,
        trainingTimeoutHours: 1,
      };
      const shops = shopAssemblies({ byFunction: settings, byGlue: { ...settings, preparation: 'glue' } });
      await account.s3.createBucket({ Bucket: SOURCE_BUCKET });
      await account.s3.putObject({ Bucket: SOURCE_BUCKET, Key: `day/${name}`, Body: content });
      await account.created(shops.byFunction);
      const byFunction = await preparedLines(account);
      expect(byFunction['warm_interaction.csv']).toHaveLength(INTERACTIONS);

      const fresh = content.toString().split('\n').slice(0, FRESH_LINES).join('\n');
      await account.put(`incoming/${name}`, fresh);
      expect(await lastRun()).toMatchObject({ outcome: 'imported', kind: 'parts', files: [name] });

      await account.updated(shops.byGlue);
      const byGlue = await preparedLines(account);
      for (const [file, lines] of Object.entries(byFunction)) {
        expect(byGlue[file].length).toBe(lines.length);
        // Told by the first difference: a diff of half a million lines says nothing.
        expect(byGlue[file].find((line, at) => line !== lines[at])).toBeUndefined();
      }
    },
  );
});
