// Writes a version into every manifest that has or names it, and into the lock file: `node build/set-version.mjs app
// | embedded-aws VERSION`.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Folders of the manifests that carry the version of a package. */
const FOLDERS = { app: ['', 'packages/storefront'], 'embedded-aws': ['packages/embedded-aws'] };
/** Folders of the manifests that depend on embedded-aws. */
const DEPENDANTS = ['', 'packages/tools'];

const [name, version] = process.argv.slice(2);
if (!Object.hasOwn(FOLDERS, name ?? '') || !/^\d+\.\d+\.\d+(-dev)?$/.test(version ?? '')) {
  console.error('Usage: node build/set-version.mjs app | embedded-aws VERSION   (1.2.3, or 1.2.3-dev)');
  process.exit(2);
}

const lock = read('package-lock.json');
for (const folder of FOLDERS[name]) change(folder, (manifest) => (manifest.version = version));
if (name === 'app') lock.version = version;
else
  for (const folder of DEPENDANTS)
    change(folder, ({ dependencies, devDependencies, peerDependencies }) => {
      for (const pinned of [dependencies, devDependencies])
        if (pinned?.['embedded-aws']) pinned['embedded-aws'] = version;
      // A range without -dev matches no -dev version.
      if (peerDependencies?.['embedded-aws']) peerDependencies['embedded-aws'] = `^${version}`;
    });
write('package-lock.json', lock);

/** Changes a manifest and its copy in the lock file. */
function change(folder, apply) {
  const file = path.join(folder, 'package.json');
  const manifest = read(file);
  apply(manifest);
  write(file, manifest);
  apply(lock.packages[folder]);
}

function read(file) {
  return JSON.parse(readFileSync(path.join(ROOT, file), 'utf8'));
}

function write(file, value) {
  writeFileSync(path.join(ROOT, file), `${JSON.stringify(value, undefined, 2)}\n`);
}
