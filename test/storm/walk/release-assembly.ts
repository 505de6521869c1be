import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { STACK_NAME } from '@ecommerce-recommenders/shop-data/contracts/stack-name';
import { keptArchive } from '../../support/kept-archive';
import { installRelease } from '../../upgrade/kept-release';
import { readAssembly, type Assembly } from '@ecommerce-recommenders/tools/cdk/read-assembly';
import type { Shop } from '../shop-assemblies';

/** Synthesises a shop by the app of the last release. */
export function releaseAssembly({ archive, place: _, ...settings }: Shop): Assembly {
  const folder = mkdtempSync(join(tmpdir(), 'release-'));
  try {
    const context = { ecommerceRecommenders: { ...settings, archive: keptArchive(archive) } };
    execFileSync(process.execPath, [join(installRelease(folder), 'dist/bin/app.js')], {
      cwd: folder,
      env: {
        ...process.env,
        CDK_CONTEXT_JSON: JSON.stringify(context),
        CDK_OUTDIR: join(folder, 'cdk.out'),
        CDK_VALIDATION: 'false',
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    return readAssembly(join(folder, 'cdk.out'), STACK_NAME);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
