import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endSpawned, spawnCommand, type SpawnedCommand } from '../support/spawned-command';
import { itWith } from '../support/prerequisites';

/** Makes copies fail as on a full disk. */
const FULL = `require('node:fs').copyFileSync = (path, dest) => {
  throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC', path, dest });
};`;

describe('the CDK app', () => {
  let out: string;
  beforeEach(() => (out = mkdtempSync(join(tmpdir(), 'app-'))));
  afterEach(() => {
    endSpawned();
    rmSync(out, { recursive: true });
  });

  const app = (env: NodeJS.ProcessEnv, ...args: string[]): SpawnedCommand =>
    spawnCommand(process.execPath, [...args, '-r', './bin/run-typescript.cjs', 'bin/app.ts'], {
      ...{ CDK_OUTDIR: out, CDK_VALIDATION: 'false' },
      ...env,
    });

  it('fails on a full disk with a sentence, and what to do', async () => {
    const full = join(out, 'full.cjs');
    writeFileSync(full, FULL);
    const { ended, stderr } = app({}, '-r', full);
    expect(await ended).toEqual([1, null]);
    expect(stderr().trim()).toMatch(/^No space is left on the disk of .+\. Make room there, .+\)$/);
  });

  itWith('linux')('is synthesised where there is no home folder and none can be made', async () => {
    const CDK_CONTEXT_JSON = JSON.stringify({ 'aws:cdk:bundling-stacks': [] });
    expect(await app({ HOME: '/proc/nowhere', CDK_CONTEXT_JSON }).ended).toEqual([0, null]);
    expect(existsSync(join(out, 'EcommerceRecommenders.template.json'))).toBe(true);
  });
});
