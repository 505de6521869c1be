import { LISTS_TAG, OWNER_TAG } from '@ecommerce-recommenders/shop-data/contracts/functions/tags';
import { compareStack } from '../../../../src/doctor/app/deployed/compare-stack';
import type { DeployedStack, Held } from '../../../../src/doctor/app/deployed/deployed-stack';
import type { Found } from '../../../../src/doctor/app/deployed/personalize-contents';
import type { Kind } from '../../../../src/doctor/app/deployed/personalize-kinds';

const ARN = 'arn:aws:personalize:us-east-1:123456789012';
const GROUP = `${ARN}:dataset-group/Shop-shop`;
const STACK_ID = 'arn:aws:cloudformation:us-east-1:123456789012:stack/Shop/1';
const HOUR_MS = 3_600_000;
/** A Monday, 12:00 UTC. */
const NOON_MS = Date.UTC(2024, 0, 1, 12);

const columns = (...names: string[]): string =>
  JSON.stringify({ type: 'record', name: 'Items', fields: names.map((name) => ({ name, type: 'string' })) });

const NAMES = {
  'dataset-group': 'Shop-shop',
  dataset: 'Shop-items',
  recommender: 'Shop-most-viewed',
  filter: 'Shop-cheap-0123abcd',
  'event-tracker': 'Shop-events',
  'metric-attribution': 'Shop-metrics',
  solution: 'Shop-ranking',
  campaign: 'Shop-ranking',
  schema: 'Shop-items-00000001',
} as const satisfies Record<Kind, string>;
const SCHEDULE = 'rate(7 days)';
const SolutionArn = `${ARN}:solution/Shop-ranking`;
/** Properties of the template, besides those of all kinds. */
const HELD: Readonly<Partial<Record<Kind, object>>> = {
  'dataset-group': { DatasetGroupArn: undefined },
  dataset: { SchemaName: 'Shop-items-00000001', Schema: columns('ITEM_ID', 'PRICE') },
  recommender: {},
  filter: {},
  'event-tracker': {},
  'metric-attribution': { Tags: undefined },
  solution: { TrainingSchedule: SCHEDULE },
  campaign: { MinProvisionedTps: '1', DatasetGroupArn: undefined, SolutionArn },
};
const recipe = 'arn:aws:personalize:::recipe/aws-personalized-ranking-v2';
/** What exists, besides what all kinds have. */
const EXISTING: Readonly<Partial<Record<Kind, Partial<Found>>>> = {
  recommender: { config: {} },
  campaign: { rate: 1, recipe },
  solution: { schedule: SCHEDULE, recipe },
  'event-tracker': { trackingId: 'tracking-1' },
  'metric-attribution': { tags: undefined },
  dataset: { schemaName: 'Shop-items-00000001' },
  schema: { status: '', groupArn: undefined, tags: undefined },
};
const arnOf = (kind: Kind): string =>
  `${ARN}:${kind}/${{ dataset: 'Shop-shop/ITEMS', 'event-tracker': '0a1b2c3d' }[kind as string] ?? NAMES[kind]}`;

const held = (kind: Kind, properties: object = {}): Held => ({
  logicalId: `The${kind}`,
  kind,
  id: ['event-tracker', 'metric-attribution'].includes(kind) ? NAMES[kind] : arnOf(kind),
  properties: {
    ...{ Name: NAMES[kind], DatasetGroupArn: GROUP, Tags: { team: 'shop' } },
    ...HELD[kind],
    ...properties,
  },
});
const resource = (kind: Kind, more: Partial<Found> = {}): Found => ({
  kind,
  arn: arnOf(kind),
  name: NAMES[kind],
  status: 'ACTIVE',
  createdMs: NOON_MS - 100 * HOUR_MS,
  groupArn: GROUP,
  tags: { [OWNER_TAG]: STACK_ID, team: 'shop' },
  ...EXISTING[kind],
  ...more,
});

interface Case {
  /** Changed properties of the template; null if the stack does not have the kind. */
  readonly template?: Partial<Record<Kind, object | null>>;
  /** Changes of what exists; null if it is gone. */
  readonly exists?: Partial<Record<Kind, Partial<Found> | null>>;
  readonly also?: readonly Found[];
  readonly stack?: Partial<DeployedStack>;
  readonly users?: number;
}

/** Findings for a stack with one resource of each kind, except for what the case changes. */
function compare({ template = {}, exists = {}, also = [], stack, users }: Case) {
  const kinds = Object.keys(NAMES) as Kind[];
  const found: Partial<Record<Kind, readonly Found[]>> = {};
  for (const kind of kinds)
    found[kind] = [
      ...(exists[kind] === null ? [] : [resource(kind, exists[kind])]),
      ...also.filter((one) => one.kind === kind),
    ];
  return compareStack({
    stack: {
      stackId: STACK_ID,
      held: kinds.flatMap((kind) =>
        HELD[kind] === undefined || template[kind] === null ? [] : [held(kind, template[kind])],
      ),
      nativeIds: new Set(),
      outputs: new Map([['Theevent-tracker.TrackingId', 'tracking-1']]),
      pauses: [],
      ...stack,
    },
    contents: { found, denied: [] },
    ourNames: new Set(['Shop-most-viewed', 'Shop-best-sellers']),
    users,
    nowMs: NOON_MS,
  });
}

const finding = (name: string, status: string, says: string, remedy: string): unknown => ({
  ...{ name, status, says: expect.stringContaining(says) as string },
  remedy: expect.stringContaining(remedy) as string,
});
const WELL = [expect.objectContaining({ name: 'deployed', status: 'ok' })];

it('says what was compared where all is as in the template', () => {
  const [{ says, ...rest }, ...more] = compare({});
  expect({ rest, more }).toEqual({ rest: { name: 'deployed', status: 'ok' }, more: [] });
  expect(says).toContain(
    '1 dataset group, 1 dataset, 1 recommender, 1 filter, 1 event tracker, 1 metric attribution, 1 solution, 1 campaign.',
  );
});

/** A kind that is not in the template, and changes of what exists. */
const outside = (kind: Kind, exists: Partial<Found> = {}): Case => ({
  template: { [kind]: null },
  exists: { [kind]: exists },
});
const theirs = { arn: `${ARN}:recommender/theirs`, name: 'theirs', tags: { [OWNER_TAG]: 'X' } };
const oldSchema = resource('schema', { arn: `${ARN}:schema/old`, name: 'Shop-items-00000000' });
const ofLists = { tags: { [OWNER_TAG]: STACK_ID, [LISTS_TAG]: 'run' } };

const OWNED = `tagKey=${OWNER_TAG},tagValue=${STACK_ID}`;
const deletionOf = (kind: Kind): string => `aws personalize delete-${kind} --${kind}-arn ${arnOf(kind)}`;

it.each<[string, Case, string, string?]>([
  ['and costs $788 a month', outside('campaign', { rate: 2 }), deletionOf('campaign')],
  ['is billed for 2 requests a second', outside('campaign', { rate: 2, recipe: 'x' }), 'delete-campaign'],
  ['is billed for trainings at rate(7 days)', outside('solution'), deletionOf('solution')],
  ['A run of the lists has left it.', outside('recommender', ofLists), 'Delete it'],
  ['it belongs to X.', { also: [resource('recommender', theirs)] }, 'Delete it unless you need it'],
  [
    'is not in the stack and costs $274 a month.',
    { ...outside('recommender'), users: 50_000 },
    'To take it back, add its use case to the setting useCases and deploy. Delete it unless you need it: ' +
      deletionOf('recommender'),
  ],
  [
    'and costs at least $274 a month.',
    outside('recommender', { tags: {} }),
    `To take it back, tag it (aws personalize tag-resource --resource-arn ${arnOf('recommender')} --tags ${OWNED}), then add`,
  ],
  ...(['filter', 'event-tracker', 'metric-attribution'] as const).map(
    (kind): [string, Case, string, string] => [
      `The ${kind.replaceAll('-', ' ')}`,
      outside(kind),
      deletionOf(kind),
      'warning',
    ],
  ),
  ['while it is INACTIVE', outside('recommender', { status: 'INACTIVE' }), 'delete-recommender', 'warning'],
  ['is not in the stack.', outside('solution', { schedule: null }), 'delete-solution', 'warning'],
  ['The schema', { also: [oldSchema] }, 'delete-schema --schema-arn', 'warning'],
  [
    'dataset/Shop-shop/ITEMS is not in the stack.',
    outside('dataset'),
    'To take it back, put its table back into the setting data and deploy. It may hold personal data.',
    'warning',
  ],
])('what is not in the stack is a problem if billed: %s', (says, given, remedy, status = 'problem') => {
  expect(compare(given)).toEqual([finding('outside', status, says, remedy)]);
});

const ADD = 'Add a tag to the setting tags and deploy';
const BEFORE = 'Before that, delete it: aws personalize delete-recommender';
const WHEN_GONE = 'When it is gone: Add a tag';
it.each<[Kind, string]>([
  ...(['recommender', 'filter', 'campaign'] as const).map((kind): [Kind, string] => [kind, ADD]),
  ['event-tracker', 'The new one has another TrackingId'],
  ['metric-attribution', 'Deploy without the setting metricAttribution, then with it'],
  ['dataset', 'Destroy the stack and deploy it again'],
])('what is gone is named: a %s', (kind, remedy) => {
  const says = `The ${kind.replaceAll('-', ' ')} ${NAMES[kind]} of the stack (The${kind}) is gone.`;
  const exists = { [kind]: null, ...(kind === 'dataset' && { schema: null }) };
  expect(compare({ exists })).toEqual([finding('gone', 'problem', says, remedy)]);
});

const another = { arn: `${ARN}:event-tracker/ffffffff`, trackingId: 'tracking-2' };
const gone = (says: string, remedy: string): unknown => finding('gone', 'problem', says, remedy);
const nothing = Object.fromEntries(Object.keys(NAMES).map((kind) => [kind, null]));
it.each<[string, Case['exists'], ...unknown[]]>([
  ['a dataset group, once for all', nothing, gone('The dataset group Shop-shop', 'Destroy the stack')],
  ['a solution, once for its campaign', { solution: null, campaign: null }, gone('The solution', 'ranking')],
  ['what failed', { recommender: { status: 'CREATE FAILED' } }, gone('is CREATE FAILED.', BEFORE)],
  ['what is being deleted', { filter: { status: 'DELETE PENDING' } }, gone('is being deleted.', WHEN_GONE)],
  [
    'what is in another dataset group',
    { recommender: { groupArn: `${ARN}:dataset-group/other` } },
    finding('outside', 'problem', 'The recommender', 'delete-recommender'),
    gone('The recommender Shop-most-viewed', 'Add a tag'),
  ],
  [
    'the tracker that the outputs name, if another has its place',
    { 'event-tracker': another },
    gone('name the TrackingId tracking-1, but', 'then send events with the new TrackingId'),
  ],
  [
    'the tracker, if another without the tags has its place',
    { 'event-tracker': { ...another, tags: {} } },
    gone('has tracking-2', 'delete it: aws personalize delete-event-tracker'),
    finding('changed', 'warning', 'The tags of the event tracker', 'aws personalize tag-resource'),
  ],
])('what is gone includes %s', (_what, exists, ...expected) => {
  expect(compare({ exists })).toEqual(expected);
});

it('what is gone is a recommender that is stopped by hand, or during the running hours', () => {
  const exists = { recommender: { status: 'INACTIVE' } };
  const stopped = gone('is stopped', 'aws personalize start-recommender --recommender-arn');
  const recommenders = '{"Fn::Join":["",["[",{"Ref":"Therecommender"},"]"]]}';
  const hours = (from: string, to: string, stopsIdle = false): Partial<DeployedStack> => ({
    pauses: [{ recommenders, hours: { days: ['MON'], from, to, timeZone: 'UTC', holidays: [] }, stopsIdle }],
  });
  expect(compare({ exists })).toEqual([stopped]);
  expect(compare({ exists, stack: hours('08:00', '20:00') })).toEqual([stopped]);
  for (const stack of [hours('13:00', '20:00'), hours('11:30', '20:00'), hours('08:00', '20:00', true)])
    expect(compare({ exists, stack })).toEqual(WELL);
  expect(compare({ stack: hours('13:00', '20:00') })).toEqual([
    finding('changed', 'warning', 'is ACTIVE outside the running hours: $0.38 an hour', 'stop-recommender'),
  ]);
});

const configured = (RecommenderConfig: object) => ({ template: { recommender: { RecommenderConfig } } });
const exists = (kind: Kind, changes: Partial<Found>): Case => ({ exists: { [kind]: changes } });
const withConfig = (config: Found['config']): Case => exists('recommender', { config });
const OVER = withConfig({ minRecommendationRequestsPerSecond: 6 });
const EXCLUDED = configured({ TrainingDataConfig: { ExcludedDatasetColumns: { ITEMS: ['PRICE'] } } });
const EXPLORING = withConfig({ itemExplorationConfig: { explorationWeight: '0.9' } });
const withColumns = (...columns: string[]): Case => ({
  exists: { dataset: { schemaName: 'other', columns }, schema: null },
});
const bounds = configured({ RequestBounds: { Min: '1', Max: '5' } });

const tags = { [OWNER_TAG]: STACK_ID, team: 'it’s' };
it.each<[string, Case, string?]>([
  [
    'is provisioned for 1 request a second; the template says 2: at least $',
    configured({ MinRecommendationRequestsPerSecond: '2' }),
    'which restores it. Or keep this rate',
  ],
  ['for 6 requests a second; the template says 1 to 5', { ...bounds, ...OVER }],
  ['metadata true; the template says false', withConfig({ enableMetadataWithRecommendations: true })],
  ['has excluded columns none; the template says ITEMS.PRICE', EXCLUDED],
  ['0.9; the template says explorationItemAgeCutOff=30, explorationWeight=0.3', EXPLORING],
  [
    'for 3 requests a second; the template says 1: $1,183 a month instead of $394 a month.',
    exists('campaign', { rate: 3 }),
    'minRequestsPerSecond',
  ],
  ['is trained at no schedule; the template says rate(7 days)', exists('solution', { schedule: null })],
  ['BRAND, which the template lacks.', withColumns('ITEM_ID', 'PRICE', 'BRAND'), 'into the setting data'],
  ['lacks PRICE of the template.', withColumns('ITEM_ID')],
  ['tag "team" is "it’s" and should be "shop".', exists('filter', { tags }), 'tagKey=team,tagValue=shop'],
  ['deployments cannot change or delete it.', exists('dataset-group', { tags: { team: 'shop' } }), OWNED],
  ['is CREATE IN_PROGRESS.', exists('recommender', { status: 'CREATE IN_PROGRESS' }), 'Run doctor again'],
])('what was changed is named: %s', (says, given, remedy = 'Add a tag') => {
  expect(compare(given)).toEqual([finding('changed', 'warning', says, remedy)]);
});

const native = { nativeIds: new Set([arnOf('filter')]) };
const config = {
  minRecommendationRequestsPerSecond: 4,
  enableMetadataWithRecommendations: false,
  itemExplorationConfig: { explorationWeight: '0.30' },
};
it.each<[string, Case]>([
  ['what is being deleted', outside('filter', { status: 'DELETE IN_PROGRESS' })],
  ['the recommender of a run', outside('recommender', { createdMs: NOON_MS - HOUR_MS, ...ofLists })],
  ['what CloudFormation’s own types have made', { ...outside('filter'), stack: native }],
  ['a rate within bounds, and the service’s defaults', { ...bounds, ...withConfig(config) }],
])('no difference is %s', (_what, given) => {
  expect(compare(given)).toEqual(WELL);
});
