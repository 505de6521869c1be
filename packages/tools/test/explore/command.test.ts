import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { shopArchive } from '../../../../test/support/shop-archive';

const ROOT = resolve(__dirname, '../../../..');

interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const run = (...args: string[]): Promise<Outcome> =>
  new Promise((done) => {
    const command = ['bin/recommenders.cjs', 'explore', ...args];
    execFile(process.execPath, command, { cwd: ROOT }, (error, stdout, stderr) =>
      done({ code: Number(error?.code ?? 0), stdout, stderr }),
    );
  });

describe('npm run explore', () => {
  let home: string;
  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'explore-'));
    await writeFile(join(home, 'shop.tar'), shopArchive());
    await writeFile(join(home, 'bad.tar'), shopArchive({ items: 'id,name\n1,x\n' }));
  });
  afterAll(() => rm(home, { recursive: true }));

  it('takes another archive, holdout and event types', async () => {
    const { code, stdout } = await run(
      ...['--archive', join(home, 'shop.tar'), '--out', join(home, 'shop.html'), '-c', 'holdout=0.5'],
      ...['-c', 'eventTypes={"CartViewed":"View"}'],
    );
    expect(code).toBe(0);
    expect(stdout).toContain('1 interaction is kept');
    expect(stdout).toContain('✗ blocked');
    expect(stdout.trimEnd().split('\n').at(-1)).toMatch(
      /^Next, .*: npm run explore -- --archive \S+shop\.tar -c holdout=0\.5 -c 'event/,
    );
  });

  it('prints JSON in place of the summary, and ends with exit code 1 on a verdict that is asked for', async () => {
    const { code, stdout, stderr } = await run(
      ...[
        '--archive',
        join(home, 'shop.tar'),
        '--out',
        join(home, 'shop.html'),
        '--json',
        '--fail-on',
        'blocked',
      ],
    );
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^most-viewed is blocked, .*recommended-for-you is blocked \(--fail-on blocked\)\n$/,
    );
    expect(JSON.parse(stdout)).toMatchObject({
      format: 2,
      archive: 'shop.tar',
      interactions: { kept: 4, training: 2, heldOut: 2, heldOutShare: 0.5 },
      warnings: [expect.stringContaining('50% of the interactions are held out') as string],
      useCases: [
        { useCase: 'most-viewed', verdict: 'blocked', measured: null },
        { useCase: 'best-sellers' },
        { useCase: 'frequently-bought-together' },
        { useCase: 'customers-who-viewed-x-also-viewed' },
        { useCase: 'recommended-for-you', title: 'Recommended for you' },
      ],
    });
  });

  it('fails if its report would overwrite the archive', async () => {
    const archive = join(home, 'shop.tar');
    const before = await readFile(archive);
    await symlink(archive, join(home, 'link.html'));
    for (const out of [archive, join(home, 'link.html')]) {
      const { code, stdout, stderr } = await run('--archive', archive, '--out', out);
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expect(stderr).toBe(
        `${out} is the archive, which would be overwritten; name another place with --out FILE\n`,
      );
    }
    expect((await readFile(archive)).equals(before)).toBe(true);
  });

  it('names a damaged archive, and not the row that the damage made', async () => {
    const archive = gzipSync(shopArchive(), { level: 0 });
    archive[archive.indexOf('20.5')] = 0x78;
    await writeFile(join(home, 'damaged.tgz'), archive);
    const { code, stderr } = await run('--archive', join(home, 'damaged.tgz'));
    expect(code).toBe(1);
    expect(stderr).toMatch(/^the archive \S+damaged\.tgz's gzip data is damaged or cut off \(.*\n$/);
  });

  it.each([
    [
      'bad.tar',
      'items.csv, line 1: lacks the columns category, style, description, price; it has id, name. For columns of your own: npm run init -- ',
    ],
    ['none.tar', 'none.tar cannot be read; name a .tar, .tar.gz or .tgz file with --archive FILE'],
    ['', 'is a folder; name a .tar, .tar.gz or .tgz file with --archive FILE'],
  ])('fails with one line on %s and writes nothing', async (name, message) => {
    const out = join(home, 'none.html');
    const { code, stdout, stderr } = await run('--archive', join(home, name), '--out', out);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain(message);
    await expect(readFile(out)).rejects.toThrow('ENOENT');
  });
});
