// Installs dev/ if it is missing or older than its lock file: `node dev/install.mjs`.
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const timeOf = (file) => statSync(new URL(file, import.meta.url), { throwIfNoEntry: false })?.mtimeMs ?? 0;

// npm writes node_modules/.package-lock.json at the end of an installation.
if (timeOf('node_modules/.package-lock.json') <= timeOf('package-lock.json')) {
  console.log('dev/ is missing or out of date. Installing it: npm ci --prefix dev');
  const { status } = spawnSync('npm', ['ci', '--prefix', fileURLToPath(new URL('.', import.meta.url))], {
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
  process.exitCode = status ?? 1;
}
