import { visible } from '@ecommerce-recommenders/csv/visible';
import type { ScenarioResult } from './tally';

/** A passed test. */
export interface TestedCase {
  /** Its subject, from its `describe`. */
  readonly subject: string;
  readonly title: string;
}

/** Columns of the scenario table, by the member shown. */
const COLUMNS: Record<keyof ScenarioResult, string> = {
  scenario: 'scenario',
  runs: 'runs',
  succeeded: 'succeeded',
  rolledBack: 'failed with the cause and rolled back',
  stuck: 'failed on the way back, too; done by the next destroy',
  left: 'resources left after destroy',
  maxCalls: 'most API calls',
};

/** docs/reliability.md, from the test results. */
export function reliabilityDocument(
  scenarios: readonly ScenarioResult[],
  sections: readonly (readonly [heading: string, cases: readonly TestedCase[]])[],
): string {
  return [
    '# Reliability',
    '',
    'Written by `npm run reliability` from the results of the tests that it runs.',
    '',
    '## Deployments in a storm',
    '',
    'The stack, deployed on the embedded AWS through the API of CloudFormation, while one to three faults of any kind',
    'strike. A run counts for each of its faults.',
    '',
    ...scenarioTable(scenarios),
    ...sections.flatMap(([heading, cases]) => ['', `## ${heading}`, ...caseLists(cases)]),
    '',
  ].join('\n');
}

function scenarioTable(scenarios: readonly ScenarioResult[]): string[] {
  const keys = Object.keys(COLUMNS) as (keyof ScenarioResult)[];
  const row = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;
  return [
    row(keys.map((key) => COLUMNS[key])),
    row(keys.map((key) => (key === 'scenario' ? '---' : '--:'))),
    ...scenarios.map((scenario) => row(keys.map((key) => scenario[key]))),
  ];
}

function caseLists(cases: readonly TestedCase[]): string[] {
  const subjects = [...new Set(cases.map(({ subject }) => subject))].sort();
  return subjects.flatMap((subject) => {
    const titles = cases.filter((one) => one.subject === subject).map(({ title }) => `- ${asText(title)}`);
    return ['', `### ${asText(subject)} (${titles.length})`, '', ...titles];
  });
}

/** Titles contain arbitrary inputs: escape markup and invisible characters. */
const asText = (title: string): string => visible(title).replace(/[\\`*_{}[\]<>|#]/g, '\\$&');
