import { BATCH_RUN_TYPE } from '@ecommerce-recommenders/shop-data/contracts/functions/batch-run';
import { DATASET_TYPE } from '@ecommerce-recommenders/shop-data/contracts/functions/dataset';
import { RECOMMENDER_TYPE } from '@ecommerce-recommenders/shop-data/contracts/functions/recommender';
import {
  deletions,
  deletionWarning,
  plannedResource,
  type Deletion,
  type DeployedResource,
} from '@ecommerce-recommenders/shop-data/contracts/deletions';
import type { Settings } from '@ecommerce-recommenders/shop-data/contracts/settings/settings';
import { SETTING_NAMES } from '@ecommerce-recommenders/shop-data/contracts/settings/settings';
import { EVERYTHING } from '../support/everything';
import { resourcesOf } from '../support/resources';
import { synthesise, type Synthesised } from '../support/synthesise';

/** What the loss of a setting breaks outside the stack. */
interface Breaks {
  /** Warnings of the synth without it; their texts name the setting as the remedy. */
  readonly warnsOf: readonly Deletion['what'][];
  /** A value that differs from the default. */
  readonly value: unknown;
  /** Settings that the value needs, or that are lost with it. */
  readonly with?: Readonly<Record<string, unknown>>;
  readonly lostWith?: readonly string[];
}

const API = { origins: ['https://shop.example'] };
const ORDERS = { files: 'orders.csv', user: 'customer', item: 'sku', time: 'placed' };

/** Every setting: what its loss breaks, or why it breaks nothing outside the stack. */
const LOST: Readonly<Record<keyof Settings, Breaks | string>> = {
  api: { value: API, warnsOf: ['event-tracker', 'api'] },
  experiment: { value: { share: 0.1 }, with: { api: API }, warnsOf: ['experiment'] },
  useCases: { value: ['most-viewed', 'recommended-for-you'], warnsOf: ['recommenders'] },
  eventTracker: { value: true, warnsOf: ['event-tracker'] },
  filters: { value: EVERYTHING.filters, warnsOf: ['filters'] },
  ranking: { value: true, warnsOf: ['ranking'] },
  segments: { value: EVERYTHING.segments, warnsOf: ['results'] },
  batches: { value: true, warnsOf: ['results'] },
  serving: { value: 'lists', warnsOf: ['lists'] },
  similarItems: { value: true, with: { serving: 'lists' }, warnsOf: ['similar-items'] },
  freshData: { value: true, warnsOf: ['fresh-data'] },
  busEvents: { value: true, warnsOf: ['bus-events'] },
  watch: { value: true, warnsOf: ['topic'] },
  notify: { value: ['owner@shop.test'], with: { watch: true }, warnsOf: ['subscriptions'] },
  monthlyBudget: { value: 100, warnsOf: ['topic'] },
  createKey: { value: true, warnsOf: ['data-key'] },
  data: {
    value: { interactions: { ...ORDERS, event: { constant: 'Purchase' }, hashUsers: true } },
    with: { useCases: ['best-sellers'] },
    lostWith: ['useCases'],
    warnsOf: ['user-key'],
  },
  archive: 'other data, of which annotate-deletions.test.ts asks',
  source: 'as archive',
  sourceVersion: 'the same parts are read',
  maxBadRows: 'rows are refused, loudly',
  preparation: 'prepares the same rows',
  glueWorkers: 'prepares the same rows',
  holdout: 'trains on other rows',
  holdoutBy: 'trains on other rows',
  eventTypes: 'trains on other rows',
  trainingTimeoutHours: 'waits',
  kmsKeyArn: 'the key of a dataset group cannot change: the deployment fails',
  versioned: 'keeps no more versions',
  accessLogsBucket: 'writes no more logs',
  logRetentionDays: 'keeps logs',
  logKeyArn: 'encrypts logs',
  vpcId: 'functions run outside of the VPC',
  subnetIds: 'as vpcId',
  securityGroupIds: 'as vpcId',
  stage: 'the stack of the stage stays, and another one is made beside it',
  tags: 'costs are allocated otherwise',
  retainData: 'deletes nothing now',
  freshDataSchedule: 'imports on arrival',
  listsSchedule: 'makes lists at other times',
  listsItems: 'makes more lists',
  diversify: 'answers have another order',
  promotions: 'answers have other items',
  shelves: 'keeps no figures of shelves',
  guests: 'visitors stay sessions',
  metricAttribution: 'what has been reported stays in CloudWatch',
  runningHours: 'recommenders run for longer',
  stopWhenIdleHours: 'recommenders run for longer',
  requestRate: 'the rate stays',
  dataAgeDays: 'tells at another time',
  force: 'refuses to deploy',
};

const resourcesIn = ({ template }: Synthesised): DeployedResource[] =>
  Object.entries(resourcesOf(template)).map(([logicalId, { Type: type }]) => ({
    logicalId,
    type,
    id: PHYSICAL_IDS[type]?.(logicalId) ?? logicalId,
  }));

/** Physical ids that a warning reads. */
const PHYSICAL_IDS: Readonly<Record<string, (logicalId: string) => string>> = {
  [RECOMMENDER_TYPE]: (id) =>
    `recommender/Shop-${id.includes('recommendedforyou') ? 'recommended-for-you' : id}`,
  [DATASET_TYPE]: (id) => `dataset/Shop-shop/${/Items|Users|Interactions/.exec(id)![0].toUpperCase()}`,
  [BATCH_RUN_TYPE]: (id) => `s3://bucket/${id.startsWith('Segments') ? 'segments' : 'batches'}/`,
};

const outputsOf = ({ template }: Synthesised): string[] => Object.keys(template.findOutputs('*'));

const synth = (context: Readonly<Record<string, unknown>>): Synthesised =>
  synthesise({
    context: Object.fromEntries(
      Object.entries(context).map(([name, value]) => [
        name,
        typeof value === 'string' ? value : JSON.stringify(value),
      ]),
    ),
  });

/** What the synth of `after` says where `before` is deployed. */
function warnings(before: Synthesised, after: Synthesised): Deletion[] {
  const planned = Object.entries(resourcesOf(after.template)).map(([logicalId, { Type, Properties }]) =>
    plannedResource(logicalId, Type, Properties),
  );
  return deletions(resourcesIn(before), planned, new Map([['best-sellers', {}]]));
}

const breaking = SETTING_NAMES.flatMap((name) => {
  const found = LOST[name];
  return typeof found === 'string' ? [] : [[name, found] as const];
});

/** Settings whose loss breaks nothing, as far as they can be set together. */
const HARMLESS: Partial<Record<keyof Settings, unknown>> = {
  holdout: 0.2,
  holdoutBy: 'time',
  eventTypes: { Seen: 'View', OrderCompleted: 'Purchase' },
  trainingTimeoutHours: 5,
  versioned: true,
  accessLogsBucket: 'access-logs',
  logRetentionDays: 60,
  vpcId: 'vpc-0a',
  subnetIds: ['subnet-0a', 'subnet-0b'],
  tags: { team: 'shop' },
  retainData: true,
  runningHours: EVERYTHING.runningHours,
  stopWhenIdleHours: 3,
  requestRate: { min: 1, max: 5 },
  dataAgeDays: 3,
  force: true,
};

it.each(breaking)('a synth without the setting %s warns of what others lose', (name, found) => {
  const { value, with: others = {}, lostWith = [], warnsOf } = found;
  const kept = Object.fromEntries(Object.entries(others).filter(([one]) => !lostWith.includes(one)));
  const before = synth({ ...others, [name]: value });
  const after = synth(kept);
  const said = warnings(before, after);
  expect(said.map(({ what }) => what)).toEqual(warnsOf);
  for (const one of said) expect(deletionWarning(one)).toContain(`"${name}"`);
});

it('a synth without any lists warns of these alone, of similar items among them', () => {
  const said = warnings(synth({ similarItems: true }), synth({}));
  expect(said.map(({ what }) => what)).toEqual(['lists']);
  expect(deletionWarning(said[0])).toContain('"similarItems": true');
});

it('a synth without the tables of items and users warns of their datasets, and of nothing at the same logical id', () => {
  const data = { interactions: { ...ORDERS, event: { constant: 'Purchase' } } };
  const said = warnings(synth({ useCases: ['best-sellers'] }), synth({ useCases: ['best-sellers'], data }));
  expect(said.map(({ what }) => what)).toEqual(['datasets']);
  expect(deletionWarning(said[0])).toContain('deletes the table of items and users');
});

it('a synth without the other settings warns of nothing, and no output is lost', () => {
  for (const name of Object.keys(HARMLESS)) expect(LOST[name as keyof Settings]).toEqual(expect.any(String));
  const [before, after] = [synth(HARMLESS), synth({})];
  expect(warnings(before, after)).toEqual([]);
  expect(outputsOf(before)).toEqual(outputsOf(after));
});
