import { App } from 'aws-cdk-lib';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { STACK_NAME } from '@ecommerce-recommenders/shop-data/contracts/stack-name';
import { EcommerceRecommendersStack } from '../../lib/app/ecommerce-recommenders-stack';
import { checkSettings } from '@ecommerce-recommenders/shop-data/contracts/settings/check-settings';
import type { Settings } from '@ecommerce-recommenders/shop-data/contracts/settings/settings';
import { keptArchive } from '../support/kept-archive';
import { readAssembly, type Assembly } from './read-assembly';

/** A shop's archive, and its cdk.json settings; others have their defaults. */
export type Shop = { readonly archive: Buffer } & {
  readonly [Name in Exclude<keyof Settings, 'archive'>]?: unknown;
};

/** Synthesises the stack for every shop; the handlers are bundled once. */
export function shopAssemblies<Name extends string>(
  shops: Record<Name, Shop>,
  stackName = STACK_NAME,
): Record<Name, Assembly> {
  const folder = mkdtempSync(join(tmpdir(), 'shops-'));
  try {
    const outdir = join(folder, 'cdk.out');
    const names = Object.keys(shops) as Name[];
    const app = new App({ analyticsReporting: false, outdir });
    for (const name of names) {
      const written = (setting: keyof Settings): unknown =>
        setting === 'archive' ? keptArchive(shops[name].archive) : shops[name][setting];
      const settings = checkSettings(written, folder, () => `The shop is ${name}.`);
      new EcommerceRecommendersStack(app, name, { stackName, settings });
    }
    app.synth();
    const assemblies = names.map((name) => [name, readAssembly(outdir, name)]);
    return Object.fromEntries(assemblies) as Record<Name, Assembly>;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
