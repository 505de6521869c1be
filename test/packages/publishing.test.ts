import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '../..');

interface Manifest {
  readonly private?: boolean;
  readonly scripts?: Readonly<Record<string, string>>;
}

const manifests = ['.', ...readdirSync(join(ROOT, 'packages')).map((name) => `packages/${name}`)].map(
  (folder) => ({
    folder,
    manifest: JSON.parse(readFileSync(join(ROOT, folder, 'package.json'), 'utf8')) as Manifest,
  }),
);

/** Runs what npm runs before it publishes a package, in a folder with this manifest. */
function beforePublishing(manifest: object): { status: number | null; stderr: string } {
  const folder = mkdtempSync(join(tmpdir(), 'publishing-'));
  try {
    writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
    const program = join(ROOT, 'build/refuse-to-publish.mjs');
    return spawnSync(process.execPath, [program], { cwd: folder, encoding: 'utf8' });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

it('npm refuses each package as private, or asks whether it says where it comes from', () => {
  const open = manifests.filter(({ manifest }) => manifest.private !== true);
  expect(open.map(({ manifest }) => manifest.scripts?.prepublishOnly)).toEqual(
    open.map(() => 'node ../../build/refuse-to-publish.mjs'),
  );
});

it('a package is published with the address of the project, and not without', () => {
  const address = 'https://one.example';
  const { status, stderr } = beforePublishing({ name: 'one', homepage: address });
  expect(status).toBe(1);
  expect(stderr).toContain('its package.json has no repository, bugs.');
  const complete = { name: 'one', repository: address, homepage: address, bugs: address };
  expect(beforePublishing(complete)).toMatchObject({ status: 0, stderr: '' });
});
