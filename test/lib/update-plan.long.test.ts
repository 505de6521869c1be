import type { Settings } from '@ecommerce-recommenders/shop-data/contracts/settings/settings';
import { stackNameOf } from '@ecommerce-recommenders/shop-data/contracts/stack-name';
import { lossesIn, planUpdate, type PlannedTemplate } from '../support/update-plan';
import { synthesise } from './support/synthesise';

/** Settings in the form of cdk.json. */
type GivenSettings = { readonly [Name in Exclude<keyof Settings, 'stage'>]?: unknown } & {
  readonly stage?: string;
};

const synthesised = (settings: GivenSettings): PlannedTemplate =>
  synthesise({
    context: settings,
    stackName: stackNameOf(settings.stage ?? ''),
  }).template.toJSON() as PlannedTemplate;

/** Data that an update destroys nevertheless. */
interface Loss {
  /** `fate logicalId`, as in the plan. */
  readonly losses: readonly string[];
  readonly because: string;
}

const DATASETS = ['DataInteractionsFB504F8E', 'DataItems2E91B8E8', 'DataUsers839EEF6E'];
const fate = (what: string, ids: readonly string[]): string[] => ids.map((id) => `${what} ${id}`);

const RECOMMENDERS = [
  'Recommendersbestsellers91DD1480',
  'RecommenderscustomerswhoviewedxalsoviewedF9EFA28A',
  'RecommendersfrequentlyboughttogetherBA549761',
  'RecommendersmostviewedA580407F',
];

describe('a change of one setting alone', () => {
  const PARTS = { source: 's3://shop-exports/day/' };
  const NETWORK = { vpcId: 'vpc-1', subnetIds: ['subnet-1', 'subnet-2'] };
  const MAPPING = {
    interactions: { files: 'orders.csv', user: 'u', item: 'i', time: 't', event: 'what' },
  };
  const HOURS = { from: '08:00', to: '20:00', timeZone: 'Asia/Seoul' };

  /** A value other than the default; if it requires other settings, these are set before as well. */
  const CHANGES: Record<keyof Settings, { readonly value: unknown; readonly beside?: GivenSettings }> = {
    archive: { value: 'other.tar.gz' },
    data: { value: MAPPING },
    maxBadRows: { value: 5, beside: { data: MAPPING } },
    source: { value: PARTS.source },
    sourceVersion: { value: '2', beside: PARTS },
    preparation: { value: 'glue', beside: PARTS },
    glueWorkers: { value: 3, beside: { ...PARTS, preparation: 'glue' } },
    holdout: { value: 0.2 },
    holdoutBy: { value: 'time' },
    eventTypes: { value: { ProductViewed: 'View' } },
    useCases: { value: { 'most-viewed': { metadata: true }, 'recommended-for-you': {} } },
    eventTracker: { value: true },
    metricAttribution: {
      value: { orders: { event: 'Purchase' } },
      beside: { eventTracker: true },
    },
    filters: { value: { cheap: 'INCLUDE ItemID WHERE Items.PRICE < 10' } },
    trainingTimeoutHours: { value: 8 },
    kmsKeyArn: { value: 'arn:aws:kms:eu-west-1:111122223333:key/0123' },
    createKey: { value: true },
    versioned: { value: true },
    accessLogsBucket: { value: 'shop-access-logs' },
    logRetentionDays: { value: 365 },
    logKeyArn: { value: 'arn:aws:kms:eu-west-1:111122223333:key/0123' },
    vpcId: { value: 'vpc-2', beside: NETWORK },
    subnetIds: { value: ['subnet-3'], beside: NETWORK },
    securityGroupIds: { value: ['sg-1'], beside: NETWORK },
    stage: { value: 'test' },
    tags: { value: { team: 'b' } },
    retainData: { value: true },
    freshData: { value: true },
    freshDataSchedule: { value: 'rate(1 day)', beside: { freshData: true } },
    serving: { value: { 'best-sellers': 'lists' } },
    listsSchedule: { value: 'rate(1 day)', beside: { serving: 'lists' } },
    listsItems: { value: 'with-traffic', beside: { serving: 'lists' } },
    similarItems: { value: true },
    api: { value: { origins: ['https://shop.example'] } },
    diversify: {
      value: { by: 'CATEGORY_L1', max: 3 },
      beside: { api: { origins: ['https://shop.example'] } },
    },
    promotions: {
      value: { sale: { filter: 'cheap', percent: 20 } },
      beside: {
        api: { origins: ['https://shop.example'] },
        filters: { cheap: 'INCLUDE ItemID WHERE Items.PRICE < 10' },
      },
    },
    shelves: { value: { home: 'best-sellers' }, beside: { api: { origins: ['https://shop.example'] } } },
    guests: { value: { perDay: 10 }, beside: { api: { origins: ['https://shop.example'] } } },
    experiment: { value: { share: 0.1 }, beside: { api: { origins: ['https://shop.example'] } } },
    ranking: { value: true },
    segments: { value: { items: ['i1'] } },
    batches: { value: true },
    runningHours: { value: HOURS },
    stopWhenIdleHours: { value: 3 },
    requestRate: { value: { min: 1, max: 10 } },
    watch: { value: true },
    notify: { value: ['owner@shop.test'] },
    dataAgeDays: { value: 2, beside: { watch: true } },
    monthlyBudget: { value: 1500 },
    busEvents: { value: true },
    force: { value: true },
  };

  const LOSSES: Partial<Record<keyof Settings, Loss>> = {
    data: {
      losses: fate('removed', ['DataItems2E91B8E8', 'DataUsers839EEF6E']),
      because: 'The mapping has interactions alone, and a dataset that is not there is not made.',
    },
    useCases: {
      losses: fate('removed', [
        'Recommendersbestsellers91DD1480',
        'RecommenderscustomerswhoviewedxalsoviewedF9EFA28A',
        'RecommendersfrequentlyboughttogetherBA549761',
        'Recommendersrecommendedforyou795AB3F6',
      ]),
      because: 'What is taken out of the list is to go, and to be billed no more.',
    },
    serving: {
      losses: fate('removed', ['Recommendersbestsellers91DD1480']),
      because: 'Lists take its place: the run that makes the first ones asks it before it goes.',
    },
    eventTracker: {
      losses: fate('removed', ['EventTracker21B84761']),
      because: 'It is switched off.',
    },
    api: {
      losses: fate('removed', ['ApiUserTokenKey7253EFFF', 'EventTracker21B84761']),
      because: 'It is switched off, with the tracker that it brought along; tokens live for a day at most.',
    },
    guests: {
      losses: fate('removed', ['ApiGuestKeyCDDB6D53']),
      because: 'It is switched off: the tokens end, and whoever comes later is another guest.',
    },
    kmsKeyArn: {
      losses: fate('refused', ['DataDatasetGroup0073930B']),
      because: 'Personalize cannot encrypt a dataset group anew: the handler says so, and nothing changes.',
    },
    createKey: {
      losses: [...fate('refused', ['DataDatasetGroup0073930B']), ...fate('removed', ['DataKeyAEC34D0C'])],
      because: 'The same; the key would go only after an update that is refused.',
    },
    stage: {
      losses: fate('replaced', ['DataDatasetGroup0073930B', ...DATASETS, ...RECOMMENDERS]),
      because: 'Another stage is another stack beside this one: no command makes an update of it.',
    },
  };

  const base = synthesised({});
  const changes = Object.entries(CHANGES) as [keyof Settings, (typeof CHANGES)[keyof Settings]][];

  it.each(changes)('%s, there or back, takes nothing that is not written down', (name, { value, beside }) => {
    const before = beside ? synthesised(beside) : base;
    const after = synthesised({ ...beside, [name]: value });
    const { losses = [] } = LOSSES[name] ?? {};
    expect([...new Set([...lossesFrom(before, after), ...lossesFrom(after, before)])]).toEqual([...losses]);
  });
});

const lossesFrom = (before: PlannedTemplate, after: PlannedTemplate): string[] =>
  lossesIn(planUpdate(before, after), before);
