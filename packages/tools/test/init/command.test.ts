import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '../../../..');

interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const run = (...args: string[]): Promise<Outcome> =>
  new Promise((done) => {
    const command = ['bin/recommenders.cjs', 'init', ...args];
    execFile(process.execPath, command, { cwd: ROOT, maxBuffer: 1e7 }, (error, stdout, stderr) =>
      done({ code: Number(error?.code ?? 0), stdout, stderr }),
    );
  });

const ORDERS =
  'order_id,customer_id,sku,qty,price,category,order_date\n' +
  '1,7,A,1,2.50,Cups,2024-02-13 10:00\n2,8,B,-1,3,Bowls,2024-02-14 11:00\n3,8,A,2,2.50,Cups,2024-02-14 11:00\n';

describe('npm run init', () => {
  let home: string;
  let settings: string;
  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'init-'));
    await writeFile(join(home, 'orders.csv'), ORDERS);
  });
  beforeEach(async () => {
    settings = join(home, 'cdk.json');
    await copyFile(join(ROOT, 'cdk.json'), settings);
  });
  afterAll(() => rm(home, { recursive: true }));

  const written = async (): Promise<Record<string, unknown>> =>
    (
      JSON.parse(await readFile(settings, 'utf8')) as {
        context: { ecommerceRecommenders: Record<string, unknown> };
      }
    ).context.ecommerceRecommenders;

  const init = (...args: string[]): Promise<Outcome> => run(...args, '--settings', settings, '--no-explore');

  it('writes the mapping and what follows from it, and keeps all else as it is written', async () => {
    const { code, stdout, stderr } = await init(join(home, 'orders.csv'), '--yes');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('user: customer_id (by its name)');
    expect(stdout).toContain('In the sample: 2 interactions of 3 records in orders.csv');
    expect(stdout).toContain(`archive, data, useCases are written in ${settings}`);
    expect(await written()).toMatchObject({
      archive: 'orders.csv',
      data: { interactions: { user: 'customer_id', order: 'order_id' }, items: { category: 'category' } },
      useCases: ['best-sellers', 'frequently-bought-together'],
    });
    expect(stdout).toContain(
      'Use cases, as they are written: best-sellers, frequently-bought-together. The data has events for recommended-for-you, too',
    );
    const before = readFileSync(join(ROOT, 'cdk.json'), 'utf8').split('\n');
    const after = new Set((await readFile(settings, 'utf8')).split('\n'));
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

  it('takes answers as flags', async () => {
    const { code } = await init(join(home, 'orders.csv'), '--zone', 'Paris', '--event-type', 'View');
    expect(code).toBe(0);
    expect(await written()).toMatchObject({
      data: { interactions: { event: { constant: 'View' }, time: { zone: 'Europe/Paris' } } },
    });
  });

  it('fails with the flags of what is not sure, where nobody can be asked, and writes nothing', async () => {
    const { code, stderr } = await init(join(home, 'orders.csv'));
    expect(code).toBe(2);
    expect(stderr).toContain('--zone');
    expect(stderr).toContain('--event-type');
    expect(stderr).toContain('--yes');
    expect(await written()).toMatchObject({ data: '' });
  });

  it('fails with --yes where there is no best guess', async () => {
    await writeFile(join(home, 'log.csv'), 'user_id,item_id,timestamp\n1,2,1717236000\n');
    const { code, stderr } = await init(join(home, 'log.csv'), '--yes');
    expect(code).toBe(2);
    expect(stderr).toBe(
      'What is a row of log.csv? Answer with --event-type (type of every row: View or Purchase): View, Purchase\n',
    );
  });

  it('makes a file of settings that is not there', async () => {
    await rm(settings);
    const { code, stderr } = await init(join(home, 'orders.csv'), '--yes');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(await written()).toMatchObject({ archive: 'orders.csv', data: { interactions: { item: 'sku' } } });
  });

  it('fails with one line on settings that are no JSON, and leaves them as they are', async () => {
    await writeFile(settings, '{ "context": ');
    const { code, stderr } = await init(join(home, 'orders.csv'), '--yes');
    expect([code, stderr.trim()]).toEqual([
      1,
      `${settings} is no JSON; correct it, or name another with --settings FILE`,
    ]);
    expect(await readFile(settings, 'utf8')).toBe('{ "context": ');
  });
});
