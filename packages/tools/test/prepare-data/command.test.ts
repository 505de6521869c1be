import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { shopArchive } from '../../../../test/support/shop-archive';
import { recommenders } from '../support/run-command';
import { testFolder } from '../support/test-folder';

const run = (...args: string[]) => recommenders('prepare-data', ...args);

const home = testFolder();
const archive = join(home, 'shop.tar');
writeFileSync(archive, shopArchive());

it('npm run prepare-data writes the files and prints their rows and the warnings', async () => {
  const out = join(home, 'out');
  const { code, stdout, stderr } = await run('--archive', archive, '--out', out, '-c', 'holdout=0.5');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/^training_interaction\.csv +2 rows$/m);
  expect(stdout).toMatch(/^warm_interaction\.csv +4 rows$/m);
  expect(stdout).toMatch(/^2 for training, 2 \(50%\) held out$/m);
  expect(stdout).toContain('Warning: 50% of the interactions are held out');
  expect(stdout).toContain('Warning: Training has 2 interactions');
  expect(readdirSync(out)).toHaveLength(5);
});

it('npm run prepare-data does not read what it writes into a folder of the shop, now or at the next run', async () => {
  const shop = join(home, 'own');
  mkdirSync(shop);
  const rows = ['a,1,2024-01-01T10:00:00Z', 'a,2,2024-01-01T10:00:01Z', 'b,1,2024-01-01T10:00:02Z'];
  writeFileSync(join(shop, 'sales.csv'), ['who,what,at', ...rows, ''].join('\n'));
  const columns = { files: '*.csv', user: 'who', item: 'what', time: 'at' };
  const data = JSON.stringify({ interactions: { ...columns, event: { constant: 'Purchase' } } });
  const args = ['--archive', shop, '--data', data, '-c', 'useCases=best-sellers', '-c', 'holdout=0'];
  for (const out of [join(shop, 'out'), join(shop, 'out')]) {
    const { code, stdout, stderr } = await run(...args, '--out', out);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^training_interaction\.csv +3 rows$/m);
  }
  const { stderr } = await run(...args, '--out', shop);
  expect(stderr).toContain('is the folder of the archive. Name another folder');
});

it('npm run prepare-data fails with one line and exit code 1 on data that is wrong, and leaves nothing', async () => {
  const wrong = ['-c', 'eventTypes={"Seen":"View"}'];
  const { code, stdout, stderr } = await run('--archive', archive, '--out', join(home, 'none'), ...wrong);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(/^interactions\.csv has only event types that are not mapped: .*\n$/);
  expect(readdirSync(home)).not.toContain('none');
});

it('npm run prepare-data fails if a file would overwrite the archive', async () => {
  const out = join(home, 'training_item.csv');
  copyFileSync(archive, out);
  const { code, stderr } = await run('--archive', out, '--out', home);
  expect(code).toBe(1);
  expect(stderr).toMatch(/training_item\.csv is the archive, which would be overwritten; .*--out FOLDER\n$/);
  expect(readFileSync(out).equals(readFileSync(archive))).toBe(true);
});
