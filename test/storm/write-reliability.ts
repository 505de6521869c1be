import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Reliability, reliabilitySummary } from './reliability-document';
import { SHELVES_FILE, type ShelfResult } from './shelf-tally';
import type { ScenarioResult } from './tally';
import { WALKS_FILE, walkLines, type WalksResult } from './walk/walk-tally';

const ROOT = resolve(__dirname, '../..');
const RESULTS = join(__dirname, 'reliability.json');

// Runs the storms, keeps their results and writes docs/reliability.md: all of them, or those that are named,
// `npm run reliability -- lists-storm shelves`.
const storms = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'reliability-'));
try {
  const paths = storms.length === 0 ? ['test/storm'] : storms.map((name) => `test/storm/(walk/)?${name}[.]`);
  jest(paths, { STORMS: 'all', RELIABILITY_REPORT: folder });
  const results = stormResults(folder);
  if (storms.length > 0) keepOthers(results, JSON.parse(readFileSync(RESULTS, 'utf8')) as Reliability);
  writeFileSync(RESULTS, `${JSON.stringify(results, undefined, 1)}\n`);
  writeFileSync(join(ROOT, 'docs/reliability.md'), reliabilitySummary(results));
} finally {
  rmSync(folder, { recursive: true });
}

/** Adds the results of storms that were not run this time. */
function keepOthers(results: Reliability, before: Reliability): void {
  const isOther = ({ scenario }: ScenarioResult): boolean =>
    !results.scenarios.some((one) => one.scenario === scenario);
  results.scenarios.push(...before.scenarios.filter(isOther));
  results.scenarios.sort(byScenario);
  if (results.shelves.length === 0) results.shelves.push(...before.shelves);
  if (results.walks.length === 0) results.walks.push(...before.walks);
}

/** What the tests have written. */
function stormResults(reports: string): Reliability {
  const read = (name: string): unknown => JSON.parse(readFileSync(join(reports, name), 'utf8'));
  const names = readdirSync(reports);
  const scenarios = names
    .filter((name) => name !== SHELVES_FILE && name !== WALKS_FILE)
    .flatMap((name) => read(name) as ScenarioResult[])
    .sort(byScenario);
  return {
    scenarios,
    shelves: names.includes(SHELVES_FILE) ? (read(SHELVES_FILE) as ShelfResult[]) : [],
    walks: names.includes(WALKS_FILE) ? walkLines(read(WALKS_FILE) as WalksResult) : [],
  };
}

function byScenario(a: ScenarioResult, b: ScenarioResult): number {
  return a.scenario.localeCompare(b.scenario, 'en');
}

/** @throws Error if a test fails: the document must show what all of them proved */
function jest(args: readonly string[], environment: NodeJS.ProcessEnv = {}): void {
  const { status } = spawnSync(process.execPath, [join(ROOT, 'node_modules/jest/bin/jest.js'), ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, ...environment },
  });
  if (status !== 0) throw new Error(`Tests of ${args.join(' ')} fail. Run "npx jest" on them to see why.`);
}
