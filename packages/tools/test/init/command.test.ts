import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { recommenders, ROOT, type Outcome } from '../support/run-command';
import { testFolder } from '../support/test-folder';

const ORDERS =
  'order_id,customer_id,sku,qty,price,category,order_date\n' +
  '1,7,A,1,2.50,Cups,2024-02-13 10:00\n2,8,B,-1,3,Bowls,2024-02-14 11:00\n3,8,A,2,2.50,Cups,2024-02-14 11:00\n';

const home = testFolder();
const settings = join(home, 'cdk.json');
writeFileSync(join(home, 'orders.csv'), ORDERS);
writeFileSync(join(home, 'log.csv'), 'user_id,item_id,timestamp\n1,2,1717236000\n');
beforeEach(() => copyFileSync(join(ROOT, 'cdk.json'), settings));

const expectWritten = (expected: object): void =>
  expect(JSON.parse(readFileSync(settings, 'utf8'))).toMatchObject({
    context: { ecommerceRecommenders: expected },
  });
const init = (name: string, ...args: string[]): Promise<Outcome> =>
  recommenders('init', join(home, name), ...args, '--settings', settings, '--no-explore');

it('npm run init writes the mapping and what follows from it, and keeps all else as it is written', async () => {
  const { code, stdout, stderr } = await init('orders.csv', '--yes');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain('user: customer_id (by its name)');
  expect(stdout).toContain('In the sample: 2 interactions of 3 records in orders.csv');
  expect(stdout).toContain(`archive, data, useCases are written in ${settings}`);
  expectWritten({
    archive: 'orders.csv',
    data: { interactions: { user: 'customer_id', order: 'order_id' }, items: { category: 'category' } },
    useCases: ['best-sellers', 'frequently-bought-together'],
  });
  expect(stdout).toContain(
    'Use cases, as they are written: best-sellers, frequently-bought-together. The data has events for recommended-for-you, too',
  );
  const before = readFileSync(join(ROOT, 'cdk.json'), 'utf8').split('\n');
  const after = new Set(readFileSync(settings, 'utf8').split('\n'));
  const gone = before.filter((line) => !after.has(line));
  expect(gone.map((line) => line.trim())).toEqual([
    '"archive": "assets/RetailSampleDataSet.tar.gz",',
    '"data": "",',
    '"useCases": [',
    ...['"most-viewed",', '"best-sellers",', '"frequently-bought-together",'],
    '"customers-who-viewed-x-also-viewed"',
    '],',
  ]);
});

it('npm run init fails with the flags of what is not sure, where nobody can be asked, and writes nothing', async () => {
  const { code, stderr } = await init('orders.csv');
  expect(code).toBe(2);
  for (const flag of ['--zone', '--event-type', '--yes']) expect(stderr).toContain(flag);
  // There is no best guess.
  const question = 'What is a row of log.csv? Answer with --event-type (type of every row: View or Purchase)';
  const asked = { code: 2, stderr: `${question}: View, Purchase\n` };
  expect(await init('log.csv', '--yes')).toMatchObject(asked);
  expectWritten({ data: '' });
});

it('npm run init takes answers as flags, and makes a file of settings that is not there', async () => {
  rmSync(settings);
  const { code, stderr } = await init('orders.csv', '--zone', 'Paris', '--event-type', 'View');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const interactions = { item: 'sku', event: { constant: 'View' }, time: { zone: 'Europe/Paris' } };
  expectWritten({ archive: 'orders.csv', data: { interactions } });
});

it('npm run init fails with one line on settings that are no JSON, and leaves them as they are', async () => {
  writeFileSync(settings, '{ "context": ');
  const { code, stderr } = await init('orders.csv', '--yes');
  expect(code).toBe(1);
  expect(stderr).toBe(`${settings} is no JSON; correct it, or name another with --settings FILE\n`);
  expect(readFileSync(settings, 'utf8')).toBe('{ "context": ');
});
