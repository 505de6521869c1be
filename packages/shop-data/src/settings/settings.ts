import { HOLDOUT_RANGE, HOLDOUTS_BY } from '../data/settings';
import { needsItem } from '../lists/read-list';
import { LISTABLE, servedBy } from '../lists/serving';
import { whyNotGlue } from '../mapping/sql/why-not-glue';
import { eventTypesOf } from '../mapping/datasets-of';
import type { ShopMapping } from '../mapping/mapping';
import { areForAll, requestBounds } from '../request-bounds';
import { minutesADay } from '../running-hours';
import { possibleUseCases } from '../use-cases-of';
import { USE_CASE_NAMES } from '@ecommerce-recommenders/personalize/use-cases';
import { apiFilters } from '../api/api-filters';
import { API } from './api-setting';
import { BATCHES } from './batches-setting';
import { DATA } from './data-setting';
import { DIVERSIFY } from './diversify-setting';
import { EXPERIMENT } from './experiment-setting';
import { FILTERS } from './filters-setting';
import { REQUEST_RATE } from './request-rate-setting';
import { RANKING } from './ranking-setting';
import { RUNNING_HOURS } from './running-hours-setting';
import { SEGMENTS } from './segments-setting';
import { SERVING } from './serving-setting';
import {
  ADDRESSES,
  ARCHIVE,
  BUCKET_NAME,
  EVENT_TYPE_MAP,
  FLAG,
  ids,
  KMS_KEY_ARN,
  LOG_RETENTIONS,
  number,
  oneOf,
  oneOfNumbers,
  OPTIONAL_SCHEDULE,
  SCHEDULE,
  SettingProblem,
  SOURCE,
  TAGS,
  text,
  VERSION,
  wholeNumber,
  type Kind,
} from './setting-kinds';
import { USE_CASES_SETTING } from './use-cases-setting';

/** One setting: its default, as written in cdk.json, and which values it may have. Its doc comment is its description. */
type Setting = Kind<unknown> & { readonly default: unknown };

/**
 * All that a shop decides. From this table come the type {@link Settings}, the checks and their messages, the known names
 * and `docs/cdk.schema.json`; tests hold docs/settings.md in both languages to its names and defaults.
 */
export const SETTINGS = {
  /**
   * Archive with items.csv, users.csv and interactions.csv.
   *
   * @default - the shipped sample
   */
  archive: { default: 'assets/RetailSampleDataSet.tar.gz', ...ARCHIVE },
  /**
   * How the shop's own files become tables: interactions, items and users, or the name of a JSON file that says so; empty
   * for an archive with the workshop's columns.
   *
   * @default - the workshop's columns
   */
  data: { default: '', ...DATA },
  /**
   * Rows of the shop's own files that may be left out because a time, a number or an id cannot be read.
   *
   * @default 0
   */
  maxBadRows: {
    default: 0,
    ...wholeNumber({ minimum: 0, maximum: 1_000_000_000 }, 'a whole number of rows, or 0 for none'),
  },
  /**
   * `s3://BUCKET/PREFIX/` of CSV parts, or with data of any files, instead of the archive; empty for the archive.
   *
   * @default - the archive
   */
  source: { default: '', ...SOURCE },
  /**
   * Any name for the current state of the parts; a new name has them read again.
   *
   * @default - none
   */
  sourceVersion: { default: '', ...VERSION },
  /**
   * What prepares the data: a Lambda function, or an AWS Glue job for data that is too large for one.
   *
   * @default 'lambda'
   */
  preparation: { default: 'lambda', ...oneOf('lambda', 'glue') },
  /**
   * Workers of the Glue job, with 4 vCPUs and 16 GB each.
   *
   * @default 2
   */
  glueWorkers: {
    default: 2,
    ...wholeNumber({ minimum: 2, maximum: 299 }, 'a whole number from 2 to 299'),
  },
  /**
   * Share of the newest interactions that is held out from training.
   *
   * @default 0.1
   */
  holdout: { default: 0.1, ...number(HOLDOUT_RANGE, 'a number from 0 to below 1') },
  /**
   * What that share is of: each user's interactions, or the shop's, whose last days are then held out.
   *
   * @default 'user'
   */
  holdoutBy: { default: 'user', ...oneOf(...HOLDOUTS_BY) },
  /**
   * From the archive's event types to Personalize's; all others are dropped.
   *
   * @default { ProductViewed: 'View', OrderCompleted: 'Purchase' }
   */
  eventTypes: { default: { ProductViewed: 'View', OrderCompleted: 'Purchase' }, ...EVENT_TYPE_MAP },
  /**
   * Recommenders to train: a list of use cases, or an object from each to its options.
   *
   * @default - all but recommended-for-you
   */
  useCases: {
    default: USE_CASE_NAMES.filter((name) => name !== 'recommended-for-you'),
    ...USE_CASES_SETTING,
  },
  /**
   * Whether there is an event tracker, which takes events as they happen; api implies it.
   *
   * @default false
   */
  eventTracker: { default: false, ...FLAG },
  /**
   * Filter expressions by the shop's names for them.
   *
   * @default - none
   */
  filters: { default: {}, ...FILTERS },
  /**
   * Hours that a deployment waits for training.
   *
   * @default 4
   */
  trainingTimeoutHours: {
    default: 4,
    ...number({ minimum: 1, maximum: 24 }, 'a number from 1 to 24'),
  },
  /**
   * Existing KMS key for the data bucket and the dataset group; empty for AWS owned keys.
   *
   * @default - keys that AWS owns
   */
  kmsKeyArn: { default: '', ...KMS_KEY_ARN },
  /**
   * Whether the stack creates such a key, which also encrypts the logs and the topic of the notices.
   *
   * @default false
   */
  createKey: { default: false, ...FLAG },
  /**
   * Whether the data bucket keeps replaced and deleted files for 30 days.
   *
   * @default false
   */
  versioned: { default: false, ...FLAG },
  /**
   * Existing bucket for the access logs of the data bucket; empty for none.
   *
   * @default - no access logs
   */
  accessLogsBucket: { default: '', ...BUCKET_NAME },
  /**
   * Days that the logs of functions and jobs are kept.
   *
   * @default 30
   */
  logRetentionDays: { default: 30, ...oneOfNumbers(...LOG_RETENTIONS) },
  /**
   * Existing KMS key for these logs; empty for the key of createKey or, without it, one that CloudWatch Logs owns.
   *
   * @default - the key of createKey, if any
   */
  logKeyArn: { default: '', ...KMS_KEY_ARN },
  /**
   * Existing VPC of all functions; empty for none. docs/vpc.md lists the endpoints that it needs.
   *
   * @default - none
   */
  vpcId: { default: '', ...text(/^(vpc-[0-9a-f]+)?$/, 'the id of a VPC, vpc-0123456789abcdef0, or nothing') },
  /**
   * Subnets of the functions in that VPC.
   *
   * @default - none
   */
  subnetIds: { default: [], ...ids('subnet', 16) },
  /**
   * Security groups of the functions in that VPC.
   *
   * @default - a new one, with any outbound and no inbound traffic
   */
  securityGroupIds: { default: [], ...ids('sg', 5) },
  /**
   * Part of the stack's name, for several stacks in one account; empty for the stack without one.
   *
   * @default - none
   */
  stage: { default: '', ...text(/^[a-z0-9-]{0,12}$/, 'up to 12 of a-z, 0-9 and -, or nothing') },
  /**
   * Tags of every resource that takes tags, but not of the stack itself.
   *
   * @default - none
   */
  tags: { default: {}, ...TAGS },
  /**
   * Whether the data bucket, and a key that the stack created for it, are kept when the stack is deleted.
   *
   * @default false
   */
  retainData: { default: false, ...FLAG },
  /**
   * Whether files put under `incoming/` in the data bucket are imported.
   *
   * @default false
   */
  freshData: { default: false, ...FLAG },
  /**
   * When they are imported, as an EventBridge schedule expression; empty for on arrival.
   *
   * @default - on arrival
   */
  freshDataSchedule: { default: '', ...OPTIONAL_SCHEDULE },
  /**
   * How the use cases answer: live, by recommenders, or by lists that recommenders make on a schedule and that are gone in
   * between; for all, or an object from use cases to these.
   *
   * @default 'live'
   */
  serving: { default: 'live', ...SERVING },
  /**
   * When lists are made, as an EventBridge schedule expression; a deployment that changes what they are made of makes them,
   * too.
   *
   * @default 'rate(7 days)'
   */
  listsSchedule: { default: 'rate(7 days)', ...SCHEDULE },
  /**
   * Items that get lists of their own: all of the catalogue, or those with an interaction in the training data.
   *
   * @default 'all'
   */
  listsItems: { default: 'all', ...oneOf('all', 'with-traffic') },
  /**
   * The shop's API, for its pages and apps: origins that may read it, and what answers show; empty for none. It brings the
   * event tracker along. See docs/api.md.
   *
   * @default - none
   */
  api: { default: '', ...API },
  /**
   * How many items of a category an answer of the API may have; empty for any number. See docs/api.md.
   *
   * @default - any number
   */
  diversify: { default: '', ...DIVERSIFY },
  /**
   * The share of consenting visitors that gets best sellers, or nothing, in place of recommendations, so that `npm run effect` can
   * say what these bring; empty for none. It needs api. See docs/effect.md.
   *
   * @default - none
   */
  experiment: { default: '', ...EXPERIMENT },
  /**
   * Whether items, of a category or a search, are put into the order that suits a visitor; or an object of its size, its training
   * and the columns that it leaves out. See docs/ranking.md.
   *
   * @default false
   */
  ranking: { default: false, ...RANKING },
  /**
   * Segments of users for mails, by items that they will like or by queries of items' columns, made on a schedule; empty for none.
   * See docs/segments.md.
   *
   * @default - none
   */
  segments: { default: '', ...SEGMENTS },
  /**
   * Whether recommendations for every user are made on a schedule, for mails; or an object of the schedule, the number of items and
   * the filter. See docs/segments.md.
   *
   * @default false
   */
  batches: { default: false, ...BATCHES },
  /**
   * When the recommenders run; empty for always.
   *
   * @default - always
   */
  runningHours: { default: '', ...RUNNING_HOURS },
  /**
   * Hours without a request after which a recommender is stopped; 0 for never.
   *
   * @default 0
   */
  stopWhenIdleHours: {
    default: 0,
    ...wholeNumber(
      { minimum: 0, maximum: 336 },
      'a whole number of hours up to 336, which are two weeks; 0 for never',
    ),
  },
  /**
   * Bounds within which the provisioned requests a second of a recommender follow its use, `{ min: 1, max: 10 }` or `auto` for these, for
   * all live use cases or by use case; empty for rates that stay. See docs/request-rate.md.
   *
   * @default - rates stay
   */
  requestRate: { default: '', ...REQUEST_RATE },
  /**
   * Whether there is a dashboard, and alarms with an SNS topic; notify and monthlyBudget imply it.
   *
   * @default false
   */
  watch: { default: false, ...FLAG },
  /**
   * E-mail addresses that get the notices.
   *
   * @default - nobody
   */
  notify: { default: [], ...ADDRESSES },
  /**
   * Days without a successful import after which there is a notice; 0 for none.
   *
   * @default 8
   */
  dataAgeDays: {
    default: 8,
    ...number({ minimum: 0, maximum: 365 }, 'a number from 1 to 365, or 0 for no notice'),
  },
  /**
   * US dollars (yuan in China) that Personalize may cost the account in a month before there is a notice; 0 for none.
   *
   * @default 0
   */
  monthlyBudget: {
    default: 0,
    ...number({ minimum: 0, maximum: 1_000_000_000 }, 'US dollars (yuan in China), or 0 for no budget'),
  },
  /**
   * Whether imports, trainings, lists, segments and batches put events on the account's default event bus. See docs/bus-events.md.
   *
   * @default false
   */
  busEvents: { default: false, ...FLAG },
  /**
   * Whether to deploy use cases whose training will fail on the data.
   *
   * @default false
   */
  force: { default: false, ...FLAG },
} as const satisfies Readonly<Record<string, Setting>>;

type ValueOf<Of> = Of extends Kind<infer Value> ? Value : never;

/** What a shop decides, checked. */
export type Settings = { readonly [Name in keyof typeof SETTINGS]: ValueOf<(typeof SETTINGS)[Name]> };

/** The names of all settings. */
export const SETTING_NAMES = Object.keys(SETTINGS) as readonly (keyof Settings)[];

/** Says what is wrong with settings that are valid one by one but not together. */
type Conflict = (settings: Settings) => string | undefined;

const CONFLICTS: readonly Conflict[] = [
  ({ data, maxBadRows }) =>
    !data && maxBadRows > 0
      ? `Setting maxBadRows is ${maxBadRows} and data is not set, but bad rows of an archive with the workshop's columns are ` +
        `never left out. Pass -c maxBadRows=0, or set data.`
      : undefined,
  ({ data, useCases }) => {
    const event = data?.interactions.event;
    if (typeof event !== 'object') return undefined;
    const possible = possibleUseCases(data);
    const impossible = [...useCases.keys()].filter((name) => !possible.includes(name));
    return impossible.length > 0
      ? `Setting useCases has ${impossible.join(' and ')}, but every interaction of the setting data is a ${event.constant}, of which ` +
          `they do not learn. Pass -c useCases=${possible.join(',')}, or some of these.`
      : undefined;
  },
  ({ data, preparation }) => {
    const problem = data && preparation === 'glue' ? whyNotGlue(data) : undefined;
    return problem === undefined
      ? undefined
      : `Setting preparation is glue, but the Glue job does not read ${problem}. ` +
          `Pass -c preparation=lambda: the function reads all that data can say.`;
  },
  ({ holdoutBy, freshData }) =>
    holdoutBy === 'time' && freshData
      ? `Setting holdoutBy is time and freshData is true, but fresh data is appended to the training data, after the days that ` +
        `are held out. Pass -c holdoutBy=user, or -c freshData=false.`
      : undefined,
  ({ createKey, kmsKeyArn }) =>
    createKey && kmsKeyArn !== ''
      ? `Setting createKey is true and kmsKeyArn is ${kmsKeyArn}, allowed is one of the two. ` +
        `Pass -c createKey=false for the key that exists, or -c kmsKeyArn= for a new one.`
      : undefined,
  ({ vpcId, subnetIds }) =>
    (vpcId === '') === subnetIds.length > 0
      ? `Setting vpcId is ${vpcId || 'not set'} and subnetIds is ${subnetIds.join(',') || 'not set'}, allowed are both or none. ` +
        `Pass -c vpcId=vpc-… -c subnetIds=subnet-…,subnet-… for functions in a VPC.`
      : undefined,
  ({ vpcId, securityGroupIds }) =>
    vpcId === '' && securityGroupIds.length > 0
      ? `Setting securityGroupIds is ${securityGroupIds.join(',')} and vpcId is not set, but only functions in a VPC have ` +
        `security groups. Pass -c vpcId=vpc-… and -c subnetIds=subnet-… as well, or -c securityGroupIds= for none.`
      : undefined,
  ({ preparation, source }) =>
    preparation === 'glue' && source === ''
      ? `Setting preparation is glue and source is not set, but Glue reads CSV parts and no archive. ` +
        `Pass -c source=s3://BUCKET/PREFIX/ as well, or -c preparation=lambda.`
      : undefined,
  ({ source, sourceVersion }) =>
    source === '' && sourceVersion !== ''
      ? `Setting sourceVersion is ${sourceVersion} and source is not set, but a changed archive is noticed by itself. ` +
        `Pass -c source=s3://BUCKET/PREFIX/ as well, or -c sourceVersion= for none.`
      : undefined,
  ({ stage, tags }) => {
    const like = Object.keys(tags).find((key) => key !== 'stage' && key.toLowerCase() === 'stage');
    return stage !== '' && like !== undefined
      ? `Setting tags has the key ${like}, and the stage ${stage} is the tag "stage": the same key to IAM. ` +
          `Rename the tag, to stage for example.`
      : undefined;
  },
  ({ freshData, freshDataSchedule }) =>
    !freshData && freshDataSchedule !== ''
      ? `Setting freshDataSchedule is ${freshDataSchedule} and freshData is false, so nothing would run. ` +
        `Pass -c freshData=true as well, or -c freshDataSchedule= for none.`
      : undefined,
  ({ runningHours, stopWhenIdleHours }) =>
    runningHours && stopWhenIdleHours >= minutesADay(runningHours) / 60
      ? `Setting stopWhenIdleHours is ${stopWhenIdleHours}, but runningHours from ${runningHours.from} to ` +
        `${runningHours.to} are no longer than that, so no recommender would be stopped for being idle. ` +
        `Pass a smaller -c stopWhenIdleHours=, or 0 for never.`
      : undefined,
  (settings) => {
    const lists = [...servedBy('lists', settings).keys()];
    const never = lists.filter((name) => !LISTABLE.includes(name));
    const possible = JSON.stringify(Object.fromEntries(without(lists, never).map((name) => [name, 'lists'])));
    return never.length > 0
      ? `Setting serving is lists and useCases has ${never.join(' and ')}, which answers every user differently and is ` +
          `live only. Pass -c serving='${possible}'.`
      : undefined;
  },
  ({ serving, useCases }) => {
    const absent = typeof serving === 'string' ? [] : without(Object.keys(serving), [...useCases.keys()]);
    return absent.length > 0
      ? `Setting serving names ${absent.join(' and ')}, and useCases does not. Name the same use cases in both.`
      : undefined;
  },
  (settings) => {
    const withMetadata = [...servedBy('lists', settings)].filter(([, { metadata }]) => metadata);
    return withMetadata.length > 0
      ? `Setting useCases has metadata for ${withMetadata.map(([name]) => name).join(' and ')}, whose lists hold ids alone. ` +
          `Leave metadata out, or serve them live.`
      : undefined;
  },
  (settings) =>
    servedBy('live', settings).size === 0 && (settings.runningHours || settings.stopWhenIdleHours > 0)
      ? `Setting serving leaves no recommender live, so runningHours and stopWhenIdleHours would stop nothing. ` +
        `Pass -c runningHours= and -c stopWhenIdleHours=0.`
      : undefined,
  (settings) => {
    const { requestRate } = settings;
    if (!requestRate) return undefined;
    const live = [...servedBy('live', settings).keys()];
    const absent = areForAll(requestRate) ? [] : without(Object.keys(requestRate), live);
    if (live.length === 0 || absent.length > 0)
      return (
        `Setting requestRate is for ${absent.join(' and ') || 'live use cases'}, and ` +
        `${live.length === 0 ? 'serving leaves none live' : `live are ${live.join(', ')}`}. ` +
        `Name live use cases, or pass -c requestRate= for none.`
      );
    const fixed = [...requestBounds(settings).keys()].filter(
      (name) => settings.useCases.get(name)?.minRecommendationRequestsPerSecond !== undefined,
    );
    return fixed.length > 0
      ? `Setting requestRate is for ${fixed.join(' and ')}, whose minRecommendationRequestsPerSecond in useCases is a rate that ` +
          `stays. Leave out one of the two.`
      : undefined;
  },
  (settings) => {
    const idle = (['listsSchedule', 'listsItems'] as const).filter(
      (name) => settings[name] !== SETTINGS[name].default,
    );
    return servedBy('lists', settings).size === 0 && idle.length > 0
      ? `Setting ${idle.join(' and ')} differs from its default and no use case is served by lists, so nothing would read it. ` +
          `Pass -c serving=lists as well, or leave it out.`
      : undefined;
  },
  ({ diversify, api }) =>
    diversify && !api
      ? `Setting diversify is set and api is not, but it is the answers of the API that it is about. ` +
        `Set api as well, or pass -c diversify= for none.`
      : undefined,
  ({ experiment, api }) =>
    experiment && !api
      ? `Setting experiment is set and api is not, but it is the API that divides visitors and counts what they do. ` +
        `Set api as well, or pass -c experiment= for none.`
      : undefined,
  ({ experiment, useCases }) =>
    experiment?.control === 'best-sellers' && !useCases.has('best-sellers')
      ? `Setting experiment shows the control arm best sellers, and useCases does not have best-sellers. Add it, or set its ` +
        `control to nothing.`
      : undefined,
  ({ api, filters }) => {
    const name = api?.filter;
    if (name === undefined || Object.hasOwn(apiFilters(filters), name)) return undefined;
    const usable = Object.keys(apiFilters(filters));
    const why = Object.hasOwn(filters, name)
      ? 'has placeholders, which requests to the API cannot fill'
      : 'is not in filters';
    return `Setting api has the filter ${name}, which ${why}. Name ${usable.join(' or ') || 'a filter that you add to filters'}, or leave it out.`;
  },
  (settings) => {
    const { api, filters, useCases } = settings;
    if (api?.filter === undefined) return undefined;
    const { readsUser, readsItem } = apiFilters(filters)[api.filter];
    const lists = servedBy('lists', settings);
    const withoutItem = [...useCases.keys()].find((name) => readsItem && !needsItem(name));
    const withoutUser = [...lists.keys()].find(() => readsUser);
    const [name, why] = withoutItem
      ? [withoutItem, 'is not asked for an item']
      : [withoutUser, 'is served by lists'];
    return name === undefined
      ? undefined
      : `Setting api has the filter ${api.filter} for every answer. It reads the ${withoutItem ? 'current item' : 'user'}, and ` +
          `${name} ${why}. Name a filter of the items' own columns, or leave it out.`;
  },
  ({ data, freshData }) =>
    freshData && data && [data.interactions, data.items, data.users].some((table) => table?.join)
      ? `Setting freshData is true, and data has a join: files that come one by one are not joined with files that came before. ` +
        `Join the files in the export, or pass -c freshData=false.`
      : undefined,
  ({ batches, filters }) => {
    const name = batches?.filter;
    if (name === undefined) return undefined;
    const usable = Object.entries(apiFilters(filters)).flatMap(([one, { readsItem }]) =>
      readsItem ? [] : [one],
    );
    if (usable.includes(name)) return undefined;
    const why = Object.hasOwn(filters, name)
      ? 'has placeholders or reads the current item, which a job for users does not fill'
      : 'is not in filters';
    return `Setting batches has the filter ${name}, which ${why}. Name ${usable.join(' or ') || 'a filter that you add to filters'}, or leave it out.`;
  },
  ({ listsItems, preparation }) =>
    listsItems === 'with-traffic' && preparation === 'glue'
      ? `Setting listsItems is with-traffic and preparation is glue, but one function reads all interactions for it, and ` +
        `Glue is for more than one function reads. Pass -c listsItems=all.`
      : undefined,
];

const without = <Name extends string>(names: readonly Name[], others: readonly string[]): Name[] =>
  names.filter((name) => !others.includes(name));

/** How to pass one setting, for messages. */
export type Remedy = (name: string) => string;

/**
 * Checks settings of any origin and completes them with their defaults.
 *
 * @param raw gives what was set; `undefined` stands for the default
 * @throws an error that says what was got, what is allowed, and what to do
 */
export function checkSettings(
  raw: (name: keyof Settings) => unknown,
  projectRoot: string,
  remedy: Remedy,
): Settings {
  const check = (name: keyof Settings, mapping?: ShopMapping | null): unknown => {
    const { default: fallback, parse, allowed }: Setting = SETTINGS[name];
    const got = raw(name) ?? fallback;
    const value = parsed(name, () => parse(got, projectRoot, mapping), remedy);
    if (value !== undefined) return value;
    throw new Error(`Setting ${name} is ${JSON.stringify(got)}, allowed is ${allowed}. ${remedy(name)}`);
  };
  // Filters and columns are checked against the datasets that it makes.
  const data = check('data') as Settings['data'];
  const entries = SETTING_NAMES.map((name) => [name, name === 'data' ? data : check(name, data)] as const);
  const given = Object.fromEntries(entries) as unknown as Settings;
  const eventTypes = eventTypesOf(data, given.eventTypes);
  // Events that the API takes go to the tracker.
  const eventTracker = given.eventTracker || given.api !== null;
  const settings: Settings = Object.freeze({ ...given, eventTypes, eventTracker });
  for (const refuse of CONFLICTS) {
    const conflict = refuse(settings);
    if (conflict !== undefined) throw new Error(conflict);
  }
  return settings;
}

function parsed<Value>(name: string, parse: () => Value, remedy: Remedy): Value {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof SettingProblem)) throw error;
    throw new Error(`Setting ${name}: ${error.message} ${remedy(name)}`, { cause: error });
  }
}
