import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { DATA_SETS } from '../../../../test/support/data-sets';
import { itWith } from '../../../../test/support/prerequisites';

const REAL = dirname(DATA_SETS['real/online-retail.csv.gz'].path);
const ROOT = resolve(__dirname, '../../../..');

const run = (...args: string[]): Promise<{ readonly stderr: string }> =>
  promisify(execFile)(process.execPath, ['bin/recommenders.cjs', 'init', ...args], {
    cwd: ROOT,
    maxBuffer: 1e7,
  });

describe('npm run init --yes on real data', () => {
  itWith('realShops').each([
    [
      'online-retail.csv',
      {
        interactions: {
          drop: [
            { column: 'CustomerID', empty: true },
            { column: 'InvoiceNo', startsWith: 'C' },
            { column: 'Quantity', atMost: 0 },
            { column: 'StockCode', oneOf: expect.arrayContaining(['POST', 'M', 'C2']) as string[] },
          ],
          user: 'CustomerID',
          item: 'StockCode',
          time: 'InvoiceDate',
          event: { constant: 'Purchase' },
          order: 'InvoiceNo',
          shown: { name: 'Description', price: 'UnitPrice' },
        },
        users: { id: 'CustomerID', columns: { COUNTRY: { from: 'Country', type: 'categorical' } } },
      },
      ['best-sellers', 'frequently-bought-together'],
    ],
    [
      'eshop-clothing-2008.csv',
      {
        interactions: {
          delimiter: ';',
          user: 'session ID',
          item: 'page 2 (clothing model)',
          time: { column: ['year', 'month', 'day'], format: 'yyyy-M-d', sequence: 'order(sells)' },
          event: { constant: 'View' },
        },
        items: { category: 'page 1 (main category)', price: 'price' },
        users: { columns: { COUNTRY: { from: 'country', type: 'categorical' } } },
      },
      ['most-viewed', 'customers-who-viewed-x-also-viewed'],
    ],
  ])('maps %s without work by hand', async (name, data, useCases) => {
    const home = await mkdtemp(join(tmpdir(), 'init-real-'));
    try {
      const settings = join(home, 'cdk.json');
      await copyFile(join(ROOT, 'cdk.json'), settings);
      await writeFile(join(home, name), gunzipSync(await readFile(join(REAL, `${name}.gz`))));
      const { stderr } = await run(join(home, name), '--yes', '--settings', settings, '--no-explore');
      expect(stderr).toBe('');
      const { context } = JSON.parse(await readFile(settings, 'utf8')) as {
        context: Record<string, unknown>;
      };
      expect(context.ecommerceRecommenders).toMatchObject({ archive: name, data, useCases });
    } finally {
      await rm(home, { recursive: true });
    }
  });
});
