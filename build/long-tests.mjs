// Runs what `npm test` leaves out: the files named *.long.test.ts, and all storms. A process of its own for Jest, whose workers
// inherit the arguments of the process that starts them.
import { spawnSync } from 'node:child_process';

/** For tests without a time-out of their own: on a busy machine they take several times as long. */
const TIMEOUT_MS = 600_000;

const { status } = spawnSync(
  process.execPath,
  [
    'node_modules/jest/bin/jest.js',
    `--testTimeout=${TIMEOUT_MS}`,
    '[.]long[.]test[.]ts$',
    'test/storm/storm[.]test',
  ],
  { stdio: 'inherit', env: { ...process.env, STORMS: 'all' } },
);
process.exitCode = status ?? 1;
