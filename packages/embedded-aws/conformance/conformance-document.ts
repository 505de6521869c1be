import { CASES, type ServiceName } from './cases/cases';
import type { ConformanceCase } from './conformance-case';
import { lacks } from './lacks';
import { keyOf, RECORDINGS, type Recording } from './recordings';
import type { Outcome } from './run-case';
import { recordingKey, sourceLink } from './sources';

/** All services that have cases. */
export const SERVICES = Object.keys(CASES) as ServiceName[];
const ALL: readonly ConformanceCase[] = SERVICES.flatMap(
  (service): readonly ConformanceCase[] => CASES[service],
);

/** Folders of the recordings of a service. */
const FOLDERS: Readonly<Record<ServiceName, readonly string[]>> = {
  'API Gateway': ['apigateway'],
  CloudFormation: ['cloudformation'],
  EventBridge: ['events'],
  'IAM and STS': ['iam', 'sts'],
  Personalize: [],
  S3: ['s3'],
  Schedules: ['scheduler'],
  'Step Functions': ['stepfunctions'],
  'Lambda, SNS, SSM, KMS, Logs, CloudWatch': ['lambda_', 'sns', 'ssm', 'kms', 'logs', 'cloudwatch'],
};

/** How a recording or a case stands, in the order of the columns. */
const RUN = ['passed', 'wrong', 'declared difference'] as const satisfies readonly Outcome[];

/** Why a recording is not run, by the head of its column. */
const NOT_RUN = {
  'held in part': (_recording: Recording, cases) => cases.length > 0,
  'needs what is not offered': ({ needs }) => needs.some(lacks),
  'no case yet': () => true,
} as const satisfies Record<string, (recording: Recording, cases: readonly ConformanceCase[]) => boolean>;
type Reason = keyof typeof NOT_RUN;
const REASONS = Object.keys(NOT_RUN) as Reason[];

/** How a case ends, as it says itself. */
export const declaredOutcome = ({ wrong, differs }: ConformanceCase): Outcome =>
  wrong ? 'wrong' : differs ? 'declared difference' : 'passed';

/** A recording is as its worst case; passed only if its cases hold every answer; else not run, for the first reason. */
function standing(recording: Recording, cases: readonly ConformanceCase[] = []): Outcome | Reason {
  const outcomes = cases.map(declaredOutcome);
  if (outcomes.includes('wrong')) return 'wrong';
  if (outcomes.includes('declared difference')) return 'declared difference';
  const held = cases.reduce((sum, { answers = 1 }) => sum + answers, 0);
  if (held >= recording.answers) return 'passed';
  return REASONS.find((reason) => NOT_RUN[reason](recording, cases))!;
}

/** Cases by the recording that they link to; `undefined` holds the others. */
const BY_RECORDING = grouped(ALL, ({ source }) => recordingKey(source));

function grouped<Item, Key>(items: readonly Item[], keyOfItem: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) groups.set(keyOfItem(item), [...(groups.get(keyOfItem(item)) ?? []), item]);
  return groups;
}

type Row = readonly (string | number)[];
const table = (head: Row, rows: readonly Row[]): string =>
  [head, head.map((_name, at) => (at === 0 ? '---' : '---:')), ...rows]
    .map((row) => `| ${row.join(' | ')} |`)
    .join('\n');

/** Recorded tests of each service: all, run, by outcome, and not run by reason. */
export function recordingRows(): Row[] {
  const row = (name: string, recordings: readonly Recording[]): Row => {
    const standings = recordings.map((recording) => standing(recording, BY_RECORDING.get(keyOf(recording))));
    const count = (what: Outcome | Reason): number => standings.filter((one) => one === what).length;
    const run = RUN.map(count);
    return [name, recordings.length, run.reduce((sum, one) => sum + one), ...run, ...REASONS.map(count)];
  };
  const of = (service: ServiceName): Recording[] =>
    RECORDINGS.filter(({ file }) => FOLDERS[service].includes(file.split('/')[0]));
  return [...SERVICES.map((service) => row(service, of(service))), row('all', RECORDINGS)];
}
export const RECORDING_HEAD: Row = ['service', 'recorded tests', 'run', ...RUN, ...REASONS];

/** Kinds of sources, and whether a case is of it. */
const KINDS: Readonly<Record<string, (one: ConformanceCase) => boolean>> = {
  'a recording': ({ source }) => recordingKey(source) !== undefined,
  'a test that AWS passed, without a record': ({ source }) =>
    'repository' in source && source.repository === 'localstack/localstack',
  'documentation and other public sources': () => true,
};

/** Numbers of cases by the kind of their source. */
export function caseRows(): Row[] {
  const kinds = Object.keys(KINDS);
  const kindOf = (one: ConformanceCase): string => kinds.find((kind) => KINDS[kind](one))!;
  return kinds.map((kind) => {
    const cases = ALL.filter((one) => kindOf(one) === kind);
    return [
      kind,
      cases.length,
      ...RUN.map((outcome) => cases.filter((one) => declaredOutcome(one) === outcome).length),
    ];
  });
}
export const CASE_HEAD: Row = ['source of a case', 'cases', ...RUN];

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', '↵');
const cut = (text: string): string => (text.length > 160 ? `${text.slice(0, 160)}…` : text);

/** The file of a source without its ending, or the host of its page. */
const fileOf = ({ source }: ConformanceCase): string =>
  'url' in source
    ? source.url.replace(/^https:\/\/([^/]+).*$/, '$1')
    : source.path.replace(/^.*\//, '').replace(/\.\w+(?:\.json)?$/, '');

const testOf = ({ source }: ConformanceCase): string =>
  'test' in source && source.test ? ` ${cell(source.test.replace(/^\w+::/, ''))}` : '';

/** Links to the files of cases, each with its tests. */
const placesOf = (cases: readonly ConformanceCase[]): string =>
  [...grouped(cases, (one) => `[${fileOf(one)}](${sourceLink(one.source)})`)]
    .map(([link, same]) => `${link}${[...new Set(same.map(testOf))].join(',')}`)
    .join('; ');

/** Rows of the cases that have `field`; those of a service with the same text share a row. */
function listOf(field: 'wrong' | 'differs'): string {
  const rows = SERVICES.flatMap((service) => {
    const cases = CASES[service].filter(
      (one: ConformanceCase) => one[field] && (field === 'wrong' || !one.wrong),
    );
    return [...grouped(cases, (one: ConformanceCase) => one[field]!)].map(([text, same]) =>
      same.length < 4
        ? same.map((one) => `| ${service} | ${cell(cut(one.title))} | ${placesOf([one])} | ${cell(text)} |`)
        : `| ${service} | ${same.length} cases | ${placesOf(same)} | ${cell(text)} |`,
    );
  });
  return rows.flat().join('\n');
}

/** The most frequent needs of recordings that no case runs. */
function needsList(): string {
  const needs = RECORDINGS.filter((one) => !BY_RECORDING.has(keyOf(one))).flatMap(({ needs }) =>
    needs.filter(lacks),
  );
  const counts = [...grouped(needs, (need) => need)].map(([need, all]) => [need, all.length] as const);
  return counts
    .sort(([, one], [, other]) => other - one)
    .slice(0, 10)
    .map(([need, count]) => `${need} (${count})`)
    .join(', ');
}

/** docs/conformance.md. */
export function conformanceDocument(): string {
  return `# Conformance with AWS

Written by \`npm run conformance\`: do not edit.

LocalStack's tests come with recorded answers of the real AWS. A [case](../packages/embedded-aws/conformance/cases) asks an embedded AWS
with the clients of AWS's SDK, and compares its answer with a recording or with AWS's documentation. A
[recorded test](../packages/embedded-aws/conformance/recorded-tests.json) counts as run if cases compare all of its answers, or if one is
wrong or a declared difference; in part, if they compare some.

${table(RECORDING_HEAD, recordingRows())}

What the recordings need most that is not offered: ${needsList()}.

${table(CASE_HEAD, caseRows())}

## Wrong

What AWS was seen to answer and the embedded AWS does not yet.

| service | what AWS does | source | embedded AWS |
| --- | --- | --- | --- |
${listOf('wrong')}

## Declared differences

The embedded AWS differs here, as a sentence of [BEHAVIOUR.md](../packages/embedded-aws/BEHAVIOUR.md) says.

| service | what AWS does | source | sentence |
| --- | --- | --- | --- |
${listOf('differs')}
`;
}
