import { zipSync, type Zippable } from 'fflate';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

/** What `cdk deploy` would publish for a stack. */
export interface Assembly {
  /** Name of the stack. */
  readonly stackName: string;
  /** Key of the template. */
  readonly template: string;
  /** Contents by key in the bootstrap bucket, including the template. */
  readonly assets: Readonly<Record<string, Uint8Array>>;
  /** Tags of the stack itself. */
  readonly tags: Readonly<Record<string, string>>;
}

interface StackArtifact {
  readonly properties: { readonly stackName?: string; readonly tags?: Readonly<Record<string, string>> };
}

interface Manifest {
  readonly files: Readonly<Record<string, ManifestFile>>;
}

interface ManifestFile {
  readonly source: { readonly path: string; readonly packaging: 'file' | 'zip' };
  readonly destinations: Readonly<Record<string, { readonly objectKey: string }>>;
}

/** Reads a synth's output for one stack. */
export function readAssembly(outdir: string, name: string): Assembly {
  const manifest = JSON.parse(readFileSync(join(outdir, `${name}.assets.json`), 'utf8')) as Manifest;
  const assets: Record<string, Uint8Array> = {};
  let template = '';
  for (const { source, destinations } of Object.values(manifest.files)) {
    const path = join(outdir, source.path);
    // Stored: compressing the code of a stack takes half a second.
    const content =
      source.packaging === 'zip' ? zipSync(filesBelow(path), { level: 0, mtime: MTIME }) : readFileSync(path);
    for (const { objectKey } of Object.values(destinations)) {
      assets[objectKey] = content;
      if (source.path === `${name}.template.json`) template = objectKey;
    }
  }
  const { artifacts } = JSON.parse(readFileSync(join(outdir, 'manifest.json'), 'utf8')) as {
    artifacts: Readonly<Record<string, StackArtifact>>;
  };
  const { stackName = name, tags = {} } = artifacts[name].properties;
  return { stackName, template, assets, tags };
}

/** As in the CLI's archives, whose content does not depend on when they are made. */
const MTIME = new Date(1980, 0, 1);

function filesBelow(folder: string): Zippable {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  const files = names.map((name) => join(folder, name)).filter((path) => statSync(path).isFile());
  return Object.fromEntries(files.map((path) => [relative(folder, path), readFileSync(path)]));
}
