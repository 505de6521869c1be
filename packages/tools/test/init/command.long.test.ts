import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { DATA_SETS } from '../../../../test/support/data-sets';
import { itWith } from '../../../../test/support/prerequisites';
import { recommenders, ROOT } from '../support/run-command';
import { testFolder } from '../support/test-folder';

const USERS = (from: string) => ({ columns: { COUNTRY: { from, type: 'categorical' } } });

describe('npm run init --yes on real data', () => {
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
          ...{ user: 'CustomerID', item: 'StockCode', time: 'InvoiceDate', order: 'InvoiceNo' },
          event: { constant: 'Purchase' },
          shown: { name: 'Description', price: 'UnitPrice' },
        },
        users: { id: 'CustomerID', ...USERS('Country') },
      },
      ['best-sellers', 'frequently-bought-together'],
    ],
    [
      'eshop-clothing-2008.csv',
      {
        interactions: {
          ...{ delimiter: ';', user: 'session ID', item: 'page 2 (clothing model)' },
          time: { column: ['year', 'month', 'day'], format: 'yyyy-M-d', sequence: 'order(sells)' },
          event: { constant: 'View' },
        },
        items: { category: 'page 1 (main category)', price: 'price' },
        users: USERS('country'),
      },
      ['most-viewed', 'customers-who-viewed-x-also-viewed'],
    ],
  ] as const)('maps %s without work by hand', async (name, data, useCases) => {
    const settings = join(home, 'cdk.json');
    copyFileSync(join(ROOT, 'cdk.json'), settings);
    const { path } = DATA_SETS[`real/${name}.gz`];
    writeFileSync(join(home, name), gunzipSync(readFileSync(path)));
    const args = [join(home, name), '--yes', '--settings', settings, '--no-explore'];
    expect(await recommenders('init', ...args)).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(readFileSync(settings, 'utf8'))).toMatchObject({
      context: { ecommerceRecommenders: { archive: name, data, useCases } },
    });
  });
});
