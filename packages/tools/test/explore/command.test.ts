import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { shopArchive } from '../../../../test/support/shop-archive';
import { recommenders } from '../support/run-command';
import { testFolder } from '../support/test-folder';

const home = testFolder();
const archive = join(home, 'shop.tar');
writeFileSync(archive, shopArchive());
writeFileSync(join(home, 'bad.tar'), shopArchive({ items: 'id,name\n1,x\n' }));

const explore = (name: string, ...args: string[]) =>
  recommenders('explore', '--archive', join(home, name), ...args);

it('npm run explore takes another archive, holdout and event types', async () => {
  const settings = ['-c', 'holdout=0.5', '-c', 'eventTypes={"CartViewed":"View"}'];
  const { code, stdout } = await explore('shop.tar', '--out', join(home, 'shop.html'), ...settings);
  expect(code).toBe(0);
  expect(stdout).toContain('1 interaction is kept');
  expect(stdout).toContain('✗ blocked');
  expect(stdout).toMatch(/Warning: \d+% of the interactions are held out/);
  expect(stdout.trimEnd().split('\n').at(-1)).toMatch(
    /^Next, .*: npm run explore -- --archive \S+shop\.tar -c holdout=0\.5 -c 'event/,
  );
});

it('npm run explore prints JSON in place of the summary, and ends with exit code 1 on a verdict that is asked for', async () => {
  const options = ['--out', join(home, 'shop.html'), '--json', '--fail-on', 'blocked'];
  const { code, stdout, stderr } = await explore('shop.tar', ...options);
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

it('npm run explore fails if its report would overwrite the archive', async () => {
  const before = readFileSync(archive);
  symlinkSync(archive, join(home, 'link.html'));
  for (const out of [archive, join(home, 'link.html')])
    expect(await explore('shop.tar', '--out', out)).toEqual({
      ...{ code: 1, stdout: '' },
      stderr: `${out} is the archive, which would be overwritten; name another place with --out FILE\n`,
    });
  expect(readFileSync(archive).equals(before)).toBe(true);
});

it('npm run explore names a damaged archive, and not the row that the damage made', async () => {
  const damaged = gzipSync(shopArchive(), { level: 0 });
  damaged[damaged.indexOf('20.5')] = 0x78;
  writeFileSync(join(home, 'damaged$&.tgz'), damaged);
  const { code, stderr } = await explore('damaged$&.tgz');
  expect(code).toBe(1);
  expect(stderr).toMatch(/^the archive \S+damaged\$&\.tgz's gzip data is damaged or cut off \(.*\n$/);
});

it.each([
  [
    'bad.tar',
    /^items\.csv, line 1: lacks the columns category, style, description, price; it has id, name. For columns of your own: npm run init -- /,
  ],
  ['none.tar', /none\.tar cannot be read; name a \.tar, \.tar\.gz or \.tgz file with --archive FILE/],
])('npm run explore fails with one line on %s and writes nothing', async (name, message) => {
  const out = join(home, 'none.html');
  const { code, stdout, stderr } = await explore(name, '--out', out);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(message);
  expect(() => readFileSync(out)).toThrow('ENOENT');
});
