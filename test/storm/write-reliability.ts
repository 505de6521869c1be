import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import {
  listedSections,
  readReliability,
  reliabilityDocument,
  type TestedCase,
} from './reliability-document';
import { SHELVES_FILE, type ShelfResult } from './shelf-tally';
import type { ScenarioResult } from './tally';
import { WALKS_FILE, walkLines, type WalksResult } from './walk/walk-tally';

const ROOT = resolve(__dirname, '../..');

/** The tests whose cases are listed, by heading. */
const LISTED = {
  'Bad input': [
    'packages/csv/test/(hostile|csv-prop)',
    'packages/shop-data/test/data/(hostile|damaged)',
    'packages/embedded-aws/test/gateway/(broken|hostile|strangers)',
    'packages/embedded-aws/test/personalize/fuzz',
    'test/lambda/api/(fuzz|abuse)',
  ],
  Permissions: [
    'packages/embedded-aws/test/authorization',
    'test/lib/permissions',
    'test/whole/least-privilege',
  ],
  'Switched off and stopped': [
    'test/lib/deletion-permissions',
    'test/lambda/execution-claim',
    'test/storm/(switched-off|stopped-runs)',
  ],
};

/** The sentences of BEHAVIOUR.md at the end of a title, which the document leaves out. */
const BEHAVIOUR_NUMBERS = / \([A-Z0-9]+-\d+(, [A-Z0-9]+-\d+)*\)$/;

/** The part of Jest's report that is used here. */
interface JestReport {
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly ancestorTitles: string[]; readonly title: string }[];
  }[];
}

const DOCUMENT = join(ROOT, 'docs/reliability.md');

// Runs the tests and writes the results of deployments, inputs and calls into docs/reliability.md: all of them, or those of the
// named storms, `npm run reliability -- lists-storm shelves`.
const storms = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'reliability-'));
try {
  const reports = join(folder, 'storms');
  mkdirSync(reports);
  const paths = storms.length === 0 ? ['test/storm'] : storms.map((name) => `test/storm/(walk/)?${name}[.]`);
  jest(paths, { STORMS: 'all', RELIABILITY_REPORT: reports });
  const { scenarios, shelves, walks } = stormResults(reports);
  if (storms.length === 0) {
    const cases = Object.entries(LISTED).map(([heading, tests], at): [string, TestedCase[]] => [
      heading,
      listedCases(tests, join(folder, `report-${at}`)),
    ]);
    writeFileSync(DOCUMENT, reliabilityDocument(scenarios, shelves, walks, listedSections(cases)));
  } else {
    const before = readReliability(readFileSync(DOCUMENT, 'utf8'));
    const isNew = ({ scenario }: { readonly scenario: string }): boolean =>
      ![...scenarios, ...shelves].some((one) => one.scenario === scenario);
    const all = [...before.scenarios.filter(isNew), ...scenarios].sort(byScenario);
    const allShelves = shelves.length > 0 ? shelves : before.shelves;
    writeFileSync(
      DOCUMENT,
      reliabilityDocument(all, allShelves, walks.length > 0 ? walks : before.walks, before.listed),
    );
  }
} finally {
  rmSync(folder, { recursive: true });
}

/** What the tests have written. */
function stormResults(reports: string): {
  scenarios: ScenarioResult[];
  shelves: ShelfResult[];
  /** Lines; none if there was no walk. */
  walks: string[];
} {
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

function listedCases(paths: readonly string[], report: string): TestedCase[] {
  jest([...paths, '--json', '--outputFile', report]);
  const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as JestReport;
  return testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .map(({ ancestorTitles, title }) => ({
      subject: ancestorTitles.join(', '),
      title: title.replace(BEHAVIOUR_NUMBERS, ''),
    }));
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
