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

  it('finds the shipped sample ready for every use case, and writes the report where it says', async () => {
    const out = join(folder, 'sample.html');
    const args = ['explore', '--out', out, '--fail-on', 'weak'];
    const explore = spawnCommand(process.execPath, ['bin/recommenders.cjs', ...args]);
    expect(await explore.ended).toEqual([0, null]);
    expect(explore.stderr()).toBe('');
    expect(explore.stdout().match(/✓ ready/g)).toHaveLength(5);
    expect(explore.stdout().match(/ this list +[█░]{25} /g)).toHaveLength(5);
    expect(explore.stdout()).toContain(`The report is in ${out}\n`);
    expect(readFileSync(out, 'utf8')).toMatch(/^<!doctype html>[\s\S]*<\/html>\s*$/);
  });
});
