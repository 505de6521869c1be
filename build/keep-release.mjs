// Keeps the tarball of this version, its checksum, and the names that users rely on, so that later versions are
// tested as an upgrade from it: `npm run keep-release`, after each release. A version is kept once. Brotli takes a
// third of gzip's space, because it finds the libraries that bundles share.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gunzipSync } from 'node:zlib';
import { whyNotKept } from './why-not-kept.cjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const KEPT = 'test/upgrade/release.tar.br';
const RELEASES = path.join(ROOT, 'test/upgrade/releases.json');

const { version } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
const releases = JSON.parse(readFileSync(RELEASES, 'utf8'));
const problem = whyNotKept(version, releases);
if (problem !== undefined) {
  console.error(problem);
  process.exit(1);
}

const folder = mkdtempSync(path.join(tmpdir(), 'release-'));
try {
  execFileSync('npm', ['pack', '--loglevel', 'error', '--pack-destination', folder], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
  const [tarball] = readdirSync(folder);
  const tar = gunzipSync(readFileSync(path.join(folder, tarball)));
  const kept = brotliCompressSync(tar, { params: { [constants.BROTLI_PARAM_LGWIN]: 24 } });
  writeFileSync(path.join(ROOT, KEPT), kept);
  const sha256 = createHash('sha256').update(kept).digest('hex');
  writeFileSync(RELEASES, `${JSON.stringify({ ...releases, [version]: sha256 }, undefined, 2)}\n`);
  execFileSync(process.execPath, ['-r', './bin/run-typescript.cjs', 'test/upgrade/write-surface.ts'], {
    cwd: ROOT,
    stdio: 'inherit',
  });
  console.log(`${KEPT} has ${tarball} in ${(kept.length / 1e6).toFixed(2)} MB.`);
} finally {
  rmSync(folder, { recursive: true });
}
