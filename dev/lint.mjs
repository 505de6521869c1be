// Runs the linter, which includes the compiler's errors, and checks the format: `node dev/lint.mjs`. `--fix` corrects and
// formats. `--if-installed` skips linting if dev/ is not installed; `npm test` uses it. `npm run test:long` always lints.
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
  // The type checker runs only for seconds, so it collects garbage less often: that saves a quarter of its work at
  // the same peak memory.
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
