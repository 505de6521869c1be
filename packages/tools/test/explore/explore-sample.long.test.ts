import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endSpawned, spawnCommand } from '../../../../test/support/spawned-command';

describe('npm run explore', () => {
  const folder = mkdtempSync(join(tmpdir(), 'explore-'));
  afterAll(() => {
    endSpawned();
    rmSync(folder, { recursive: true });
  });

  it('finds nothing in the shipped sample that blocks, names what would serve shoppers better, and writes the report where it says', async () => {
    const out = join(folder, 'sample.html');
    const args = ['explore', '--out', out, '--fail-on', 'blocked'];
    const explore = spawnCommand(process.execPath, ['bin/recommenders.cjs', ...args]);
    expect(await explore.ended).toEqual([0, null]);
    expect(explore.stderr()).toBe('');
    expect(explore.stdout().match(/✓ ready|! weak/g)).toHaveLength(5);
    expect(explore.stdout()).toMatch(/! weak +Best sellers[\s\S]*Show recently bought items in its place/);
    expect(explore.stdout().match(/ this list +[█░]{25} /g)).toHaveLength(5);
    expect(explore.stdout()).toContain(`The report is in ${out}\n`);
    expect(readFileSync(out, 'utf8')).toMatch(/^<!doctype html>[\s\S]*<\/html>\s*$/);
  });
});
