import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { recommenders } from '../support/run-command';
import { testFolder } from '../support/test-folder';

const out = join(testFolder(), 'sample.html');

it('npm run explore finds nothing in the shipped sample that blocks, names what would serve shoppers better, and writes the report where it says', async () => {
  const { code, stdout, stderr } = await recommenders('explore', '--out', out, '--fail-on', 'blocked');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout.match(/✓ ready|! weak/g)).toHaveLength(5);
  expect(stdout).toMatch(/! weak +Best sellers[\s\S]*Show recently bought items in its place/);
  expect(stdout.match(/ this list +[█░]{25} /g)).toHaveLength(5);
  expect(stdout).toContain(`The report is in ${out}\n`);
  expect(readFileSync(out, 'utf8')).toMatch(/^<!doctype html>[\s\S]*<\/html>\s*$/);
});
