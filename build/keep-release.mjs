// Keeps the tarball of this version, from which the next ones are deployed as an upgrade: `npm run keep-release`, at each release.
// Bundles share most of their libraries, which Brotli finds and gzip does not: it takes a third.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gunzipSync } from 'node:zlib';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const KEPT = 'test/upgrade/release.tar.br';

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
  console.log(`${KEPT} has ${tarball} in ${(kept.length / 1e6).toFixed(2)} MB.`);
} finally {
  rmSync(folder, { recursive: true });
}
