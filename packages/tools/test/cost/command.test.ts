import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DATASETS } from '@ecommerce-recommenders/shop-data/data/datasets';

const ROOT = resolve(__dirname, '../../../..');

const cost = (...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> =>
  new Promise((done) => {
    const command = ['bin/recommenders.cjs', 'cost', ...args];
    execFile(process.execPath, command, { cwd: ROOT }, (error, stdout, stderr) =>
      done({ code: Number(error?.code ?? 0), stdout, stderr }),
    );
  });

describe('npm run cost', () => {
  it('prints the bill of the shipped configuration, and that its prices are unconfirmed', async () => {
    const { code, stdout } = await cost();
    // The API's function is in no VPC.
    expect(stdout).not.toContain('endpoints');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^4 recommenders .* for 4,500 users/);
    expect(stdout).toMatch(/none +\$1\.50 +\$36\.00 +\$1,095\.00/);
    expect(stdout).toContain('UNCONFIRMED');
    expect(stdout).toContain('https://aws.amazon.com/personalize/pricing/');
  });

  it('counts the interactions that a training is billed by: those of the prepared file, each once', async () => {
    const out = mkdtempSync(join(tmpdir(), 'cost-'));
    try {
      execFileSync(process.execPath, ['bin/recommenders.cjs', 'prepare-data', '--out', out], { cwd: ROOT });
      const lines = readFileSync(join(out, DATASETS.INTERACTIONS.file), 'utf8').split('\n').slice(1, -1);
      const { interactions } = JSON.parse((await cost('--json')).stdout) as { interactions: number };
      expect(interactions).toBe(new Set(lines).size);
      expect(interactions).toBeLessThan(lines.length);
    } finally {
      rmSync(out, { recursive: true });
    }
  });

  it('counts the use cases, users and requests that it is told of', async () => {
    const { stdout } = await cost('-c', 'useCases=most-viewed', '--users', '200000', '--rps', '2', '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      users: 200_000,
      idle: { usdPerHour: expect.closeTo(0.42, 10) as number },
      // 7,200 per hour, of which 6,000 are included.
      loaded: { requestsPerSecond: 2, usdPerHour: expect.closeTo(0.42 + 1.2 * 0.0833, 10) as number },
    });
  });

  it('prices the stack of an app of one’s own by its template, and its archive', async () => {
    const settings = ['-c', 'useCases=most-viewed,best-sellers', '-c', 'requestRate={"min":2,"max":4}'];
    const [ofSettings, ofApp] = [
      await cost(...settings),
      await cost(...settings, '--stack', 'EcommerceRecommenders'),
    ];
    expect(ofApp.stdout).toMatch(/^2 recommenders .* for 4,500 users, provisioned for 2 a second/);
    const withoutRates = ({ stdout }: typeof ofApp): string => stdout.replace(/requestRate, .*?\):/, '');
    expect(withoutRates(ofApp)).toBe(withoutRates(ofSettings));
  });

  it('says what it does not know of an app whose data is in S3, and prices it with a copy', async () => {
    const app = ['--stack', 'EcommerceRecommenders', '-c', 'source=s3://exports/shop/'];
    const { stdout } = await cost(...app);
    expect(stdout).toMatch(
      /^4 recommenders .* for up to 100,000 users, .*\nThe size of the data is not known, so lists, imports/,
    );
    expect(stdout).not.toContain('Served by lists');
    expect(stdout).not.toContain('An import of all files');
    expect(JSON.parse((await cost(...app, '--json', '--items', '7')).stdout)).toMatchObject({
      items: 7,
      unknown: ['users', 'interactions', 'importBytes'],
    });
    const copy = await cost(...app, '--archive', 'assets/RetailSampleDataSet.tar.gz');
    expect(copy.stdout).toMatch(/^4 recommenders .* for 4,500 users, /);
  });

  it('counts the interface endpoints that the settings need in a VPC', async () => {
    const { stdout } = await cost('-c', 'vpcId=vpc-0a', '-c', 'subnetIds=subnet-0a,subnet-0b');
    expect(stdout).toContain(
      'Interface endpoints of the VPC cost $58.40 a month: 8, each counted in each of its zones',
    );
  });

  it('counts users and items of orders alone by the orders', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'orders-'));
    const rows = Array.from(
      { length: 3_000 },
      (_, at) => `${at},u${at % 500},p${at % 240},${1_600_000_000 + at}`,
    );
    writeFileSync(join(folder, 'orders.csv'), `order,user,item,at\n${rows.join('\n')}\n`);
    const data = {
      interactions: {
        ...{
          files: 'orders.csv',
          user: 'user',
          item: 'item',
          event: { constant: 'Purchase' },
          order: 'order',
        },
        time: { column: 'at', format: 'seconds' },
      },
    };
    const { stdout } = await cost(
      ...['--archive', folder, '--data', JSON.stringify(data), '-c', 'useCases=best-sellers', '--json'],
    );
    const trained = rows.slice(0, 2_500).map((row) => row.split(','));
    expect(JSON.parse(stdout)).toMatchObject({
      users: new Set(trained.map(([, user]) => user)).size,
      items: new Set(trained.map(([, , item]) => item)).size,
      // Each user has five of six.
      interactions: 2_500,
    });
    rmSync(folder, { recursive: true });
  });

  it('says which stacks an app has', async () => {
    const { code, stderr } = await cost('--stack', 'MyShop');
    expect(code).toBe(1);
    expect(stderr).toContain('no stack MyShop with a shop, allowed is EcommerceRecommenders.');
  });

  it.each([
    [
      ['-c', 'useCases=most-bought'],
      1,
      'Setting useCases is "most-bought", allowed is one or more of most-viewed, ',
    ],
    [['--rps', '-1'], 2, 'Expected a number above 0'],
    [['--archive', 'nowhere.tar'], 1, 'nowhere.tar cannot be read'],
  ])('fails on %j with a word of what is allowed', async (args, exitCode, words) => {
    const { code, stderr } = await cost(...args);
    expect({ code, stderr }).toEqual({ code: exitCode, stderr: expect.stringContaining(words) as string });
  });
});
