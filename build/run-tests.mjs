// Runs the tests and prints how much work they were: `node build/run-tests.mjs test | test:aws | test:long [OPTIONS OF JEST…]`.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

const { processorSeconds } = createRequire(import.meta.url)('../test/jest/processor-seconds.js');

/** After this time no further long test starts. Those that did not run are listed, and the run fails. CI ends at 90 minutes. */
const LONG_LIMIT_MS = 50 * 60_000;

const [suite, ...options] = process.argv.slice(2);
const JEST = 'node_modules/jest/bin/jest.js';
const LONG_TESTS = '[.]long[.]test[.]ts$';
const AWS = '<rootDir>/packages/embedded-aws';

/** Steps of each suite: scripts of package.json, or programs with arguments. */
const SUITES = {
  test: [
    { program: 'dev/lint.mjs', args: ['--if-installed'] },
    {
      program: JEST,
      args: [...options, '--testPathIgnorePatterns', '/node_modules/', LONG_TESTS, `${AWS}/`],
    },
  ],
  'test:aws': [
    {
      program: JEST,
      args: [...options, '--roots', AWS, '--testPathIgnorePatterns', '/node_modules/', LONG_TESTS],
    },
  ],
  'test:long': [
    { script: 'types' },
    { script: 'lint' },
    {
      program: JEST,
      args: [...options, LONG_TESTS],
      env: {
        STORMS: process.env.STORMS ?? 'quarter',
        TESTS_START_BEFORE: String(Date.now() + LONG_LIMIT_MS),
      },
    },
  ],
};

/**
 * A fixed piece of work, in units of which a suite's work is expressed, because seconds depend on the machine and its
 * load. Its inputs are pinned.
 */
const FIXED_PIECE = {
  program: 'node_modules/typescript/bin/tsc',
  args: [
    ...'--noEmit --strict --skipLibCheck --target es2022 --module node16 --types node'.split(' '),
    'node_modules/@aws-sdk/client-s3/dist-types/index.d.ts',
  ],
};

/** Number of test files to list, those with the most work. */
const SHOWN = 5;

/** Budget of each suite in fixed pieces of work. */
const BUDGETS = JSON.parse(readFileSync(path.join(ROOT, 'build/work.json'), 'utf8'));

if (!Object.hasOwn(SUITES, suite ?? '')) {
  console.error(`Usage: node build/run-tests.mjs ${Object.keys(SUITES).join(' | ')} [OPTIONS OF JEST…]`);
  process.exit(2);
}
const folder = mkdtempSync(path.join(tmpdir(), 'tests-work-'));
/** File with each test file's seconds of processor time, as JSON lines. */
const TESTS_WORK = path.join(folder, 'files');
const before = processorSeconds();
const failed = SUITES[suite].find((step) => run(step) !== 0);
const after = processorSeconds();
if (failed) process.exitCode = 1;
// The file is missing if types or lint failed before.
if (existsSync(TESTS_WORK)) printWork(after - before);
rmSync(folder, { recursive: true });

/** @returns the exit code */
function run({ program, script, args = [], env }) {
  const options = { cwd: ROOT, stdio: 'inherit', env: { ...process.env, TESTS_WORK, ...env } };
  const { status } = script
    ? spawnSync('npm', ['run', script], { ...options, shell: process.platform === 'win32' })
    : spawnSync(process.execPath, [path.join(ROOT, program), ...args], options);
  return status ?? 1;
}

function printWork(seconds) {
  const start = processorSeconds();
  if (run(FIXED_PIECE) !== 0)
    throw new Error('The fixed piece of work fails: its inputs are not those that package.json pins.');
  const work = seconds / (processorSeconds() - start);
  const { budget } = BUDGETS[suite];
  const verdict = work <= budget ? '' : ': save elsewhere what this change adds';
  console.log(
    `Work: ${work.toFixed(0)} times the type check of one AWS SDK client; the budget is ${budget}${verdict}.`,
  );
  console.log(`Most of it: ${mostWork(seconds).join(', ')}.`);
}

/** The test files with the most work, and their shares of the total. */
function mostWork(seconds) {
  const files = readFileSync(TESTS_WORK, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  return files
    .sort((one, other) => other[1] - one[1])
    .slice(0, SHOWN)
    .map(([file, ofFile]) => `${path.relative(ROOT, file)} ${((100 * ofFile) / seconds).toFixed(1)} %`);
}
