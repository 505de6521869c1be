import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { DATA_SETS } from '../../../../test/support/data-sets';
import { itWith } from '../../../../test/support/prerequisites';
import { recommenders, ROOT } from '../support/run-command';
import { testFolder } from '../support/test-folder';

const REAL = dirname(DATA_SETS['real/online-retail.csv.gz'].path);

const home = testFolder();

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
])('npm run init --yes on real data maps %s without work by hand', async (name, data, useCases) => {
  const settings = join(home, 'cdk.json');
  copyFileSync(join(ROOT, 'cdk.json'), settings);
  writeFileSync(join(home, name), gunzipSync(readFileSync(join(REAL, `${name}.gz`))));
  const options = ['--yes', '--settings', settings, '--no-explore'];
  const { code, stderr } = await recommenders('init', join(home, name), ...options);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const ecommerceRecommenders = { archive: name, data, useCases };
  expect(JSON.parse(readFileSync(settings, 'utf8'))).toMatchObject({ context: { ecommerceRecommenders } });
});
