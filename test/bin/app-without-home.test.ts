import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endSpawned, spawnCommand } from '../support/spawned-command';
import { itWith } from '../support/prerequisites';

const onLinux = itWith('linux');

describe('the CDK app', () => {
  afterEach(endSpawned);

  onLinux('is synthesised where there is no home folder and none can be made', async () => {
    const out = mkdtempSync(join(tmpdir(), 'app-'));
    const context = { 'aws:cdk:bundling-stacks': [] };
    const app = spawnCommand(process.execPath, ['-r', './bin/run-typescript.cjs', 'bin/app.ts'], {
      HOME: '/proc/nowhere',
      CDK_OUTDIR: out,
      // The slowest step.
      CDK_VALIDATION: 'false',
      CDK_CONTEXT_JSON: JSON.stringify(context),
    });
    expect(await app.ended).toEqual([0, null]);
    expect(existsSync(join(out, 'EcommerceRecommenders.template.json'))).toBe(true);
    rmSync(out, { recursive: true });
  });
});
