import { SHELF_SOURCES, type ShelfResult } from './shelf-tally';
import type { ScenarioResult } from './tally';

/** reliability.json: results of `npm run reliability`. */
export interface Reliability {
  readonly scenarios: ScenarioResult[];
  /** Lines; none if there was no walk. */
  readonly walks: string[];
  readonly shelves: ShelfResult[];
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

/** Groups of scenarios in the summary, by what their names begin with. */
const GROUPS: Readonly<Record<string, string>> = {
  'create:': 'a first deployment, under faults',
  'update:': 'an update, under faults',
  'destroy:': 'a destroy, under faults',
  'lists:': 'lists: runs, and deployments over them, under faults',
  '': 'hard times of one kind each, such as a destroy during a deployment',
};

const INTRODUCTION = `# Reliability

\`npm run reliability\` deploys the stack on the embedded AWS through the API of CloudFormation while one to three faults of any kind
strike, and keeps the results in \`test/storm/reliability.json\`.`;

/** docs/reliability.md: the results by groups of scenarios. */
export function reliabilitySummary({ scenarios, walks, shelves }: Reliability): string {
  const prefixOf = ({ scenario }: ScenarioResult): string =>
    Object.keys(GROUPS).find((prefix) => scenario.startsWith(prefix))!;
  const groups = Object.entries(GROUPS).map(([prefix, scenario]) => {
    const of = scenarios.filter((one) => prefixOf(one) === prefix);
    const sum = (key: 'runs' | 'succeeded' | 'rolledBack' | 'stuck' | 'left'): number =>
      of.reduce((all, one) => all + one[key], 0);
    const maxCalls = Math.max(...of.map((one) => one.maxCalls));
    return {
      ...{ scenario, runs: sum('runs'), succeeded: sum('succeeded'), rolledBack: sum('rolledBack') },
      ...{ stuck: sum('stuck'), left: sum('left'), maxCalls },
    };
  });
  return pageOf(
    `${INTRODUCTION} The page of the same name on the site
(\`npm run site\`) has a row for each kind of fault.`,
    { scenarios: groups, walks, shelves },
  );
}

/** The page of the site: each scenario. */
export const reliabilityDocument = (results: Reliability): string => pageOf(INTRODUCTION, results);

function pageOf(introduction: string, { scenarios, walks, shelves }: Reliability): string {
  const section = (heading: string, text: string, lines: readonly string[]): string =>
    [`## ${heading}`, '', text, '', ...lines].join('\n');
  const sections = [
    introduction,
    section('Deployments in a storm', 'A run counts for each of its faults.', scenarioTable(scenarios)),
    ...(walks.length === 0 ? [] : [section('Walks through the settings', WALKS, walks)]),
    section('Shelves', SHELVES, shelfTable(shelves)),
  ];
  return `${sections.join('\n\n')}\n`;
}

const WALKS = `Deployments over one another, each with other settings, some under faults, cancelled or after a destroy. After each, what is live
is live, with the data and answers of its step, and nothing lives that the stack does not hold.`;

const SHELVES = `Answers of the deployed API to eight visitors at once, each time another one, for three use cases with recommenders and
one with lists, from where \`from\` says they came. One recommender is *Frequently bought together*.`;

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
