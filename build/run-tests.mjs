// Runs the tests and prints how much work that was: `node build/run-tests.mjs test | test:long [OPTIONS OF JEST…]`.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Linux's unit of processor time. */
const TICKS_PER_SECOND = 100;

/** No further long test starts after this time; those that did not run are listed and the run fails. CI ends at 90 minutes. */
const LONG_LIMIT_MS = 50 * 60_000;

const [suite, ...options] = process.argv.slice(2);
const JEST = 'node_modules/jest/bin/jest.js';

/** The steps of each suite: a script of package.json, or a program with its arguments. */
const SUITES = {
  test: [
    { program: 'dev/lint.mjs', args: ['--if-installed'] },
    {
      program: JEST,
      args: [...options, '--testPathIgnorePatterns', '/node_modules/', '[.]long[.]test[.]ts$'],
    },
  ],
  'test:long': [
    { script: 'types' },
    { script: 'lint' },
    {
      program: JEST,
      args: [...options, '[.]long[.]test[.]ts$', 'test/storm/storm[.]test'],
      env: {
        STORMS: process.env.STORMS ?? 'quarter',
        TESTS_START_BEFORE: String(Date.now() + LONG_LIMIT_MS),
      },
    },
  ],
};

/**
 * The fixed piece of work that is the unit for the work of a suite, because seconds depend on the machine and its load. Its inputs
 * are pinned.
 */
const FIXED_PIECE = {
  program: 'node_modules/typescript/bin/tsc',
  args: [
    ...'--noEmit --strict --skipLibCheck --target es2022 --module node16 --types node'.split(' '),
    'node_modules/@aws-sdk/client-s3/dist-types/index.d.ts',
  ],
};

/** Work of each suite in fixed pieces: of the last release, where that was measured, and the most that a change may bring it to. */
const BUDGETS = JSON.parse(readFileSync(path.join(ROOT, 'build/work.json'), 'utf8'));

if (!Object.hasOwn(SUITES, suite ?? '')) {
  console.error(`Usage: node build/run-tests.mjs ${Object.keys(SUITES).join(' | ')} [OPTIONS OF JEST…]`);
  process.exit(2);
}
const before = processorTime();
const failed = SUITES[suite].find((step) => run(step) !== 0);
const after = processorTime();
if (failed) process.exitCode = 1;
else if (before !== undefined) printWork(after - before);

/** @returns the exit code */
function run({ program, script, args = [], env }) {
  const options = { cwd: ROOT, stdio: 'inherit', env: { ...process.env, ...env } };
  const { status } = script
    ? spawnSync('npm', ['run', script], { ...options, shell: process.platform === 'win32' })
    : spawnSync(process.execPath, [path.join(ROOT, program), ...args], options);
  return status ?? 1;
}

/** Seconds of processor time of all programs run so far and what they started; undefined where the system does not say. */
function processorTime() {
  if (process.platform !== 'linux') return undefined;
  // After the name, which may hold spaces, `cutime` and `cstime` are the 14th and 15th field, in ticks.
  const fields = readFileSync('/proc/self/stat', 'utf8').split(') ').at(-1).split(' ');
  return (Number(fields[13]) + Number(fields[14])) / TICKS_PER_SECOND;
}

function printWork(seconds) {
  const start = processorTime();
  if (run(FIXED_PIECE) !== 0)
    throw new Error('The fixed piece of work fails: its inputs are not those that package.json pins.');
  const work = seconds / (processorTime() - start);
  const { ofRelease, budget } = BUDGETS[suite];
  const before = ofRelease === undefined ? '' : `the last release took ${ofRelease}, `;
  const verdict = work <= budget ? '' : ': save elsewhere what this change adds';
  console.log(
    `Work: ${work.toFixed(0)} times the type check of one AWS SDK client; ${before}the budget is ${budget}${verdict}.`,
  );
}
