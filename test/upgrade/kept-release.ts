import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { extract } from 'tar';

const ROOT = resolve(__dirname, '../..');

/** The tarball of the last release, without gzip; `npm run keep-release` makes it. */
export const keptRelease = (): Buffer =>
  brotliDecompressSync(readFileSync(join(__dirname, 'release.tar.br')));

/**
 * Installs the last release in a folder, beside the CDK of the checkout.
 *
 * @returns the folder of the package
 */
export function installRelease(folder: string): string {
  const modules = join(folder, 'node_modules');
  const installed = join(modules, 'ecommerce-recommenders');
  mkdirSync(installed, { recursive: true });
  for (const name of ['aws-cdk-lib', 'constructs', 'picomatch'])
    symlinkSync(join(ROOT, 'node_modules', name), join(modules, name));
  extract({ cwd: installed, strip: 1, sync: true }).end(keptRelease());
  return installed;
}
