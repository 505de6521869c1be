import { visible } from '@ecommerce-recommenders/csv/visible';
import { SHELF_SOURCES, type ShelfResult } from './shelf-tally';
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
  stuck: 'failed on the way back, too; done by the next destroy or run',
  left: 'resources left after destroy',
  maxCalls: 'most API calls',
};

const STORMS_HEADING = '## Deployments in a storm';
const WALKS_HEADING = '## Walks through the settings';
const SHELVES_HEADING = '## Shelves';
const HEADINGS = [STORMS_HEADING, WALKS_HEADING, SHELVES_HEADING];

/**
 * docs/reliability.md, from the test results.
 *
 * @param listed - the sections of {@link listedSections}
 */
export function reliabilityDocument(
  scenarios: readonly ScenarioResult[],
  shelves: readonly ShelfResult[],
  walks: readonly string[],
  listed: string,
): string {
  return [
    '# Reliability',
    '',
    'Written by `npm run reliability` from the results of the tests that it runs; with names of storms, it runs these alone and',
    'keeps the rest.',
    '',
    STORMS_HEADING,
    '',
    'The stack, deployed on the embedded AWS through the API of CloudFormation, while one to three faults of any kind',
    'strike. A run counts for each of its faults.',
    '',
    ...scenarioTable(scenarios),
    '',
    WALKS_HEADING,
    '',
    'Deployments over one another, each with other settings, some under faults, cancelled or after a destroy. After each, what is live',
    'is live, with the data and answers of its step, and nothing lives that the stack does not hold.',
    '',
    ...walks,
    '',
    SHELVES_HEADING,
    '',
    'Answers of the deployed API to eight visitors at once, each time another one, for three use cases with recommenders and',
    'one with lists, from where `from` says they came. One recommender is *Frequently bought together*.',
    '',
    ...shelfTable(shelves),
    '',
    listed,
  ].join('\n');
}

/** Tests by heading, one line a test. */
export const listedSections = (
  sections: readonly (readonly [heading: string, cases: readonly TestedCase[]])[],
): string => sections.flatMap(([heading, cases]) => [`## ${heading}`, ...caseLists(cases), '']).join('\n');

/** What a document says of the storms that were not run this time, of walks, and its listed sections. */
export function readReliability(document: string): {
  readonly scenarios: ScenarioResult[];
  readonly shelves: ShelfResult[];
  readonly walks: string[];
  readonly listed: string;
} {
  const parts = document.split(/^(?=## )/m);
  const rowsOf = (heading: string): [first: string, ...numbers: number[]][] => {
    const lines = parts.find((part) => part.startsWith(heading))?.match(/^\| .*$/gm) ?? [];
    // Head and line stand before the rows.
    return lines.slice(2).map((line) => {
      const [first, ...others] = line.split('|').slice(1, -1);
      return [first.trim(), ...others.map(Number)];
    });
  };
  const keys = Object.keys(COLUMNS);
  return {
    scenarios: rowsOf(STORMS_HEADING).map(
      (row) => Object.fromEntries(keys.map((key, at) => [key, row[at]])) as unknown as ScenarioResult,
    ),
    shelves: rowsOf(SHELVES_HEADING).map(([scenario, requests, ...counts]) => ({
      scenario,
      requests,
      from: Object.fromEntries(
        SHELF_SOURCES.map((source, at) => [source, source === 'nothing' ? counts.at(-2)! : counts[at]]),
      ) as ShelfResult['from'],
      empty: counts.at(-2)!,
      failed: counts.at(-1)!,
    })),
    // Heading and text stand before the numbers.
    walks: (parts.find((part) => part.startsWith(WALKS_HEADING)) ?? '').trimEnd().split('\n').slice(5),
    listed: parts
      .filter((part) => part.startsWith('## ') && !HEADINGS.some((heading) => part.startsWith(heading)))
      .join(''),
  };
}

function scenarioTable(scenarios: readonly ScenarioResult[]): string[] {
  const keys = Object.keys(COLUMNS) as (keyof ScenarioResult)[];
  return table(
    keys.map((key) => COLUMNS[key]),
    scenarios.map((scenario) => keys.map((key) => scenario[key])),
  );
}

const shelfTable = (shelves: readonly ShelfResult[]): string[] =>
  table(
    ['what is wrong', 'requests', ...SHELF_SOURCES.slice(0, -1), 'empty', 'other than 200'],
    shelves.map(({ scenario, requests, from, empty, failed }) => [
      ...[scenario, requests],
      ...SHELF_SOURCES.slice(0, -1).map((source) => from[source]),
      ...[empty, failed],
    ]),
  );

/** The first column is text, all others are numbers. */
function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string[] {
  const row = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;
  return [row(head), row(head.map((_, at) => (at === 0 ? '---' : '--:'))), ...rows.map(row)];
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
