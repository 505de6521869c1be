// Lints, with the compiler's errors among the findings, and checks the format: `node dev/lint.mjs`. Options: `--fix` corrects what
// it can and formats; `--if-installed` goes on without dev/, for `npm test`; `npm run test:long` lints in any case.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter } from 'node:path';
import { fileURLToPath } from 'node:url';

const BIN = fileURLToPath(new URL('node_modules/.bin', import.meta.url));
const isFixing = process.argv.includes('--fix');

if (!existsSync(BIN)) {
  console.error('Not linted: dev/ is not installed. Install it: npm ci --prefix dev');
  process.exit(process.argv.includes('--if-installed') ? 0 : 1);
}
const env = {
  ...process.env,
  PATH: `${BIN}${delimiter}${process.env.PATH}`,
  // The type checker runs for seconds and may keep what it no longer needs: a quarter less work for the same peak of memory.
  GOGC: process.env.GOGC ?? '1000',
  OXLINT_TSGOLINT_PATH: fileURLToPath(
    new URL('node_modules/oxlint-tsgolint/bin/tsgolint.js', import.meta.url),
  ),
};
for (const [program, ...args] of [
  ['oxlint', ...(isFixing ? ['--fix'] : [])],
  ['oxlint', '-c', '.oxlintrc.programs.json', '.'],
  ['oxfmt', ...(isFixing ? [] : ['--check']), '.'],
]) {
  const { status } = spawnSync(program, args, { env, stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) process.exit(status ?? 1);
}
