import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endSpawned, spawnCommand } from '../support/spawned-command';

/** Makes copies fail as on a full disk. */
const FULL = `require('node:fs').copyFileSync = (path, dest) => {
  throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC', path, dest });
};`;

describe('the CDK app on a full disk', () => {
  afterEach(endSpawned);

  it('fails with a sentence, and what to do', async () => {
    const out = mkdtempSync(join(tmpdir(), 'app-'));
    const full = join(out, 'full.cjs');
    writeFileSync(full, FULL);
    const app = spawnCommand(process.execPath, ['-r', full, '-r', './bin/run-typescript.cjs', 'bin/app.ts'], {
      CDK_OUTDIR: out,
      CDK_VALIDATION: 'false',
    });
    expect(await app.ended).toEqual([1, null]);
    expect(app.stderr().trim()).toMatch(/^No space is left on the disk of .+\. Make room there, .+\)$/);
    rmSync(out, { recursive: true });
  });
});
