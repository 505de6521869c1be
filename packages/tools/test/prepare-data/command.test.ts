import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { shopArchive } from '../../../../test/support/shop-archive';

const ROOT = resolve(__dirname, '../../../..');

interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const run = (...args: string[]): Promise<Outcome> =>
  new Promise((done) => {
    const command = ['bin/recommenders.cjs', 'prepare-data', ...args];
    execFile(process.execPath, command, { cwd: ROOT }, (error, stdout, stderr) =>
      done({ code: Number(error?.code ?? 0), stdout, stderr }),
    );
  });

describe('npm run prepare-data', () => {
  let home: string;
  let archive: string;
  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'prepare-data-'));
    archive = join(home, 'shop.tar');
    await writeFile(archive, shopArchive());
  });
  afterAll(() => rm(home, { recursive: true }));

  it('writes the files and prints their rows and the warnings', async () => {
    const out = join(home, 'out');
    const { code, stdout, stderr } = await run('--archive', archive, '--out', out, '-c', 'holdout=0.5');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^training_interaction\.csv +2 rows$/m);
    expect(stdout).toMatch(/^warm_interaction\.csv +4 rows$/m);
    expect(stdout).toMatch(/^2 for training, 2 \(50%\) held out$/m);
    expect(stdout).toContain('Warning: 50% of the interactions are held out');
    expect(stdout).toContain('Warning: Training has 2 interactions');
    expect(await readdir(out)).toHaveLength(5);
  });

  it('does not read what it writes into a folder of the shop, now or at the next run', async () => {
    const shop = join(home, 'own');
    await mkdir(shop);
    await writeFile(
      join(shop, 'sales.csv'),
      'who,what,at\na,1,2024-01-01T10:00:00Z\na,2,2024-01-01T10:00:01Z\nb,1,2024-01-01T10:00:02Z\n',
    );
    const data = JSON.stringify({
      interactions: {
        files: '*.csv',
        user: 'who',
        item: 'what',
        time: 'at',
        event: { constant: 'Purchase' },
      },
    });
    const args = ['--archive', shop, '--data', data, '-c', 'useCases=best-sellers', '-c', 'holdout=0'];
    for (const out of [join(shop, 'out'), join(shop, 'out')]) {
      const { code, stdout, stderr } = await run(...args, '--out', out);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toMatch(/^training_interaction\.csv +3 rows$/m);
    }
    expect((await run(...args, '--out', shop)).stderr).toContain(
      'is the folder of the archive. Name another folder',
    );
  });

  it('fails with one line and exit code 1 on data that is wrong, and leaves nothing', async () => {
    const { code, stdout, stderr } = await run(
      ...['--archive', archive, '--out', join(home, 'none'), '-c', 'eventTypes={"Seen":"View"}'],
    );
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^interactions\.csv has only event types that are not mapped: .*\n$/);
    expect(await readdir(home)).not.toContain('none');
  });

  it('fails if a file would overwrite the archive', async () => {
    const out = join(home, 'training_item.csv');
    await copyFile(archive, out);
    const { code, stderr } = await run('--archive', out, '--out', home);
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /training_item\.csv is the archive, which would be overwritten; .*--out FOLDER\n$/,
    );
    expect((await readFile(out)).equals(await readFile(archive))).toBe(true);
  });

  it.each([
    ['holdout=2', 'Setting holdout is "2", allowed is a number from 0 to below 1'],
    ['holdoutBy=age', 'Setting holdoutBy is "age", allowed is user or time'],
    ['eventTypes=x', 'Setting eventTypes'],
  ])('fails with exit code 1 on -c %s', async (setting, message) => {
    const { code, stderr } = await run('--out', join(home, 'none'), '-c', setting);
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining(message) as string });
  });

  it.each([
    [['-c', 'holdouts=2', '--out', 'x'], 'Did you mean holdout?'],
    [['--nonsense', '--out', 'x'], 'unknown option'],
    [[], "required option '--out <folder>' not specified"],
  ])('fails with exit code 2 on %j', async (args, message) => {
    const { code, stderr } = await run(...args);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(message) as string });
  });
});
