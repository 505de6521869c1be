import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { ScenarioResult } from './tally';

const ROOT = resolve(__dirname, '../..');
const DOCUMENT = join(ROOT, 'docs/reliability.md');

/** Columns of the table, by the member that each shows. */
const COLUMNS: Record<keyof ScenarioResult, string> = {
  scenario: 'scenario',
  runs: 'runs',
  succeeded: 'succeeded',
  rolledBack: 'failed with the cause and rolled back',
  stuck: 'failed on the way back, too; done by the next destroy',
  left: 'resources left after destroy',
  maxCalls: 'most API calls',
};

// Runs the storm tests and writes what became of the deployments into docs/reliability.md.
const folder = mkdtempSync(join(tmpdir(), 'reliability-'));
try {
  const { status } = spawnSync(
    process.execPath,
    [join(ROOT, 'node_modules/jest/bin/jest.js'), join(ROOT, 'test/storm')],
    { cwd: ROOT, stdio: 'inherit', env: { ...process.env, RELIABILITY_REPORT: folder } },
  );
  if (status === 0) writeFileSync(DOCUMENT, document(resultsIn(folder)));
  process.exitCode = status ?? 1;
} finally {
  rmSync(folder, { recursive: true });
}

function resultsIn(reports: string): ScenarioResult[] {
  return readdirSync(reports)
    .flatMap((name) => JSON.parse(readFileSync(join(reports, name), 'utf8')) as ScenarioResult[])
    .sort((a, b) => a.scenario.localeCompare(b.scenario, 'en'));
}

function document(results: readonly ScenarioResult[]): string {
  const keys = Object.keys(COLUMNS) as (keyof ScenarioResult)[];
  const row = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;
  return [
    '# Deployments in a storm',
    '',
    'Written by `npm run reliability` from the tests in `test/storm`: the stack, deployed on the embedded AWS through',
    'the API of CloudFormation, while one to three faults of any kind strike. A run counts for each of its faults.',
    '',
    row(keys.map((key) => COLUMNS[key])),
    row(keys.map((key) => (key === 'scenario' ? '---' : '--:'))),
    ...results.map((result) => row(keys.map((key) => result[key]))),
    '',
  ].join('\n');
}
