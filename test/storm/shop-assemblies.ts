import { App } from 'aws-cdk-lib';
import { zipSync, type Zippable } from 'fflate';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { STACK_NAME } from '../../domain/stack-name';
import { EcommerceRecommendersStack } from '../../lib/ecommerce-recommenders-stack';
import { checkSettings, type Settings } from '../../lib/settings';

/** A shop's archive, and settings as cdk.json would have them; the others have their defaults. */
export type Shop = { readonly archive: Buffer } & {
  readonly [Name in Exclude<keyof Settings, 'archive'>]?: unknown;
};

/** What `cdk deploy` would publish for a stack. */
export interface Assembly {
  /** Key of the template. */
  readonly template: string;
  /** Contents by their key in the bootstrap bucket, the template among them. */
  readonly assets: Readonly<Record<string, Uint8Array>>;
}

/** Synthesises the stack for every shop, with the handlers bundled, which is done once for all. */
export function shopAssemblies<Name extends string>(shops: Record<Name, Shop>): Record<Name, Assembly> {
  process.env.CDK_VALIDATION = 'false';
  const folder = mkdtempSync(join(tmpdir(), 'shops-'));
  try {
    const outdir = join(folder, 'cdk.out');
    const names = Object.keys(shops) as Name[];
    const archive = (name: Name): string => join(folder, `${name}.tar`);
    for (const name of names) writeFileSync(archive(name), shops[name].archive);
    const app = new App({ analyticsReporting: false, outdir });
    for (const name of names) {
      const written = (setting: keyof Settings): unknown =>
        setting === 'archive' ? archive(name) : shops[name][setting];
      const settings = checkSettings(written, folder, () => `The shop is ${name}.`);
      new EcommerceRecommendersStack(app, name, { stackName: STACK_NAME, settings });
    }
    app.synth();
    const assemblies = names.map((name) => [name, readAssembly(outdir, name)]);
    return Object.fromEntries(assemblies) as Record<Name, Assembly>;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

interface Manifest {
  readonly files: Readonly<Record<string, ManifestFile>>;
}

interface ManifestFile {
  readonly source: { readonly path: string; readonly packaging: 'file' | 'zip' };
  readonly destinations: Readonly<Record<string, { readonly objectKey: string }>>;
}

function readAssembly(outdir: string, name: string): Assembly {
  const manifest = JSON.parse(readFileSync(join(outdir, `${name}.assets.json`), 'utf8')) as Manifest;
  const assets: Record<string, Uint8Array> = {};
  let template = '';
  for (const { source, destinations } of Object.values(manifest.files)) {
    const path = join(outdir, source.path);
    const content = source.packaging === 'zip' ? zipSync(filesBelow(path)) : readFileSync(path);
    for (const { objectKey } of Object.values(destinations)) {
      assets[objectKey] = content;
      if (source.path === `${name}.template.json`) template = objectKey;
    }
  }
  return { template, assets };
}

function filesBelow(folder: string): Zippable {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const files = names.map((name) => join(folder, name)).filter((path) => statSync(path).isFile());
  return Object.fromEntries(files.map((path) => [relative(folder, path), readFileSync(path)]));
}
