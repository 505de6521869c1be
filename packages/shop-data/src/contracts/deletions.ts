import { BATCH_RUN_TYPE } from './functions/batch-run';
import { CAMPAIGN_TYPE } from './functions/campaign';
import { DATASET_TYPE, STAYS_UNTIL_DESTROYED } from './functions/dataset';
import { DATASET_GROUP_TYPE } from './functions/dataset-group';
import { EVENT_TRACKER_TYPE } from './functions/event-tracker';
import { FILTER_TYPE } from './functions/filter';
import { LISTS_RUN_TYPE } from './functions/lists-run';
import { PREPARED_DATA_TYPE } from './functions/prepared-data';
import { RECOMMENDER_TYPE } from './functions/recommender';
import { USE_CASE_NAMES } from '@ecommerce-recommenders/personalize/use-cases';
import { type ShopUseCases } from './recommender-options';

/** A deployed resource of a stack. */
export interface DeployedResource {
  readonly logicalId: string;
  readonly type: string;
  /** Physical id. */
  readonly id: string;
  /** Source of the prepared data, if known: key of the archive, or `s3://BUCKET/PREFIX/`. */
  readonly from?: string;
  /** Key of a dataset group in the form of {@link keyOf}, if known. */
  readonly key?: string;
}

/** A resource of the template. */
export interface PlannedResource {
  readonly logicalId: string;
  readonly type: string;
  /** End of the physical id of a custom resource, if its properties tell. */
  readonly name?: string;
  /** As in {@link DeployedResource}. */
  readonly key?: string;
}

/** The key of a dataset group in its template, an ARN or a reference, as JSON. */
export const keyOf = (kmsKeyArn: unknown): string => JSON.stringify(kmsKeyArn ?? null);

/**
 * Why Personalize will reject this deployment; undefined if it will not. A dataset group keeps the key with which it was created.
 */
export function keyProblem(
  deployed: readonly DeployedResource[],
  planned: readonly PlannedResource[],
): string | undefined {
  const groups = planned.filter(({ type }) => type === DATASET_GROUP_TYPE);
  const has = deployed.find(
    ({ type, id, key }) =>
      type === DATASET_GROUP_TYPE &&
      key !== undefined &&
      groups.some((one) => lastOf(id) === one.name && key !== one.key),
  );
  return (
    has &&
    `${has.id} was created ${keyInWords(has.key!)}, and Personalize cannot ` +
      `change the key of a dataset group. Set "createKey" and "kmsKeyArn" as they were, or destroy the stack and deploy it again.`
  );
}

/** Describes the key of a dataset group that {@link keyOf} has returned. */
function keyInWords(key: string): string {
  const arn = JSON.parse(key) as unknown;
  if (arn === null) return 'without a key of yours';
  return typeof arn === 'string' ? `with the key ${arn}` : 'with the key that createKey has made';
}

/** The name in a custom resource's properties, with which its physical id ends. */
function nameOf(properties: Readonly<Record<string, unknown>>): string | undefined {
  const { Name, DatasetType, Folder } = properties;
  return [DatasetType, Folder, Name].find((name) => typeof name === 'string');
}

/** The resource of a template with these resolved properties. */
export const plannedResource = (
  logicalId: string,
  type: string,
  properties: Readonly<Record<string, unknown>> = {},
): PlannedResource => ({ logicalId, type, name: nameOf(properties), key: keyOf(properties.KmsKeyArn) });

/** A planned deletion, its consequence, and how to prevent it. */
export interface Deletion {
  readonly what:
    | keyof typeof OF_SETTINGS
    | 'data'
    | 'datasets'
    | 'recommenders'
    | 'ranking'
    | 'event-tracker'
    | 'dataset-group'
    | 'results';
  /** Physical ids of the resources. */
  readonly ids: readonly string[];
  /** What is deleted, and what that costs: `the API …. Pages that use it get no answer`. */
  readonly loss: string;
  /** `it`, `them` or `the table`. */
  readonly kept: string;
  /** What keeps it: `set "ranking": true`. */
  readonly remedy: string;
}

/** What no later deployment brings back: ids and addresses that others have noted, keys, events, and files. */
const GONE_FOR_EVER: ReadonlySet<Deletion['what']> = new Set([
  ...(['api', 'topic', 'subscriptions', 'user-key', 'data-key'] as const),
  ...(['event-tracker', 'datasets', 'dataset-group', 'results'] as const),
]);

/** Whether no later deployment brings back what is deleted. */
export const isForEver = ({ what }: Deletion): boolean => GONE_FOR_EVER.has(what);

/** The warning at synth. */
export function deletionWarning({ what, loss, kept, remedy }: Deletion): string {
  const warning = `This deployment deletes ${loss}. To keep ${kept}, stop now (Ctrl-C) and ${remedy}.`;
  return what === 'dataset-group' ? warning : `${warning} ${LASTING}`;
}

const LASTING =
  'Settings under ecommerceRecommenders in cdk.json are permanent, those after -c are for one deployment.';

/** A kind of resource that a setting creates and that is used from outside the stack, by its address, its id or its events. */
interface UsedByOthers {
  readonly type: string;
  /** Pattern of its logical ids; present if the stack has other resources of the same type. */
  readonly place?: RegExp;
  /** Type of the resource that contains it. If that is deleted, too, only that deletion is reported. */
  readonly partOf?: string;
  /** The setting that keeps the resource. */
  readonly setting: string;
  /** Says what breaks outside the stack. @param ids physical ids of the resources */
  readonly breaks: (ids: string) => string;
}

const OF_SETTINGS = {
  api: {
    type: 'AWS::ApiGatewayV2::Api',
    setting: '"api" again',
    breaks: (ids) =>
      `the API ${ids} and the key of its user tokens. A new one has another address and another key: pages and back ends of ` +
      `the shop that use it get no answer`,
  },
  experiment: {
    type: 'AWS::Events::Rule',
    place: /^Experiment/,
    setting: '"experiment" again',
    breaks: () =>
      `the experiment. From now on all of its visitors get recommendations, and what they do is no longer counted`,
  },
  filters: {
    type: FILTER_TYPE,
    setting: '"filters" with them again',
    breaks: (ids) => `the filters ${ids}. Requests that name them fail`,
  },
  lists: {
    type: LISTS_RUN_TYPE,
    setting: '"serving": "lists" again, for all use cases or for some, or "similarItems": true',
    breaks: () => `the lists in the data bucket. Programs that read them find none`,
  },
  'similar-items': {
    type: 'AWS::Lambda::Function',
    place: /^ListsFunctionssimilar/,
    partOf: LISTS_RUN_TYPE,
    setting: '"similarItems": true',
    breaks: () =>
      `the lists of similar items in the data bucket. Requests to the API for similar-items fail, and also viewed ` +
      `falls back to best sellers`,
  },
  'fresh-data': {
    type: 'AWS::StepFunctions::StateMachine',
    place: /^FreshData/,
    setting: '"freshData": true',
    breaks: (ids) =>
      `${ids}. Files that others put under incoming/ are no longer imported, and nobody is notified`,
  },
  'bus-events': {
    type: 'AWS::Events::Rule',
    place: /^BusEvents/,
    setting: '"busEvents": true',
    breaks: () =>
      `the functions that put events on the event bus. Rules that match these events no longer get any`,
  },
  topic: {
    type: 'AWS::SNS::Topic',
    setting: '"watch": true, "notify" or "monthlyBudget" again',
    breaks: (ids) =>
      `the topic ${ids}. Its subscribers are no longer notified, and have to confirm a new one`,
  },
  subscriptions: {
    type: 'AWS::SNS::Subscription',
    setting: '"notify" with all addresses again',
    breaks: (ids) => `the subscriptions ${ids}. Their addresses are no longer notified`,
  },
  'user-key': {
    type: 'AWS::KMS::Key',
    place: /^DataUserKey/,
    setting: '"data" with its hashUsers again',
    breaks: (ids) =>
      `the key ${ids} that user ids are hashed with (with retainData it is kept, but unused). A new key gives all users other ` +
      `ids: requests of back ends and earlier events no longer match any user`,
  },
  'data-key': {
    type: 'AWS::KMS::Key',
    place: /^DataKey/,
    setting: '"createKey": true',
    breaks: (ids) =>
      `the key ${ids} in a week, unless retainData is set. Then nothing that it has encrypted can be read, including copies outside the stack`,
  },
} as const satisfies Readonly<Record<string, UsedByOthers>>;

/**
 * Planned deletions that are expensive to undo, or that break something outside the stack. A resource that only gets
 * another logical id is not deleted, and so not reported.
 *
 * @param deployed resources of the stack
 * @param planned resources of the template
 * @param useCases of the template
 * @param listed use cases whose recommenders are replaced by lists
 */
export function deletions(
  deployed: readonly DeployedResource[],
  planned: readonly PlannedResource[],
  useCases: ShopUseCases,
  listed: ShopUseCases = new Map(),
): Deletion[] {
  const plannedIds = new Set(planned.map(({ logicalId }) => logicalId));
  const deployedIds = new Set(deployed.map(({ logicalId }) => logicalId));
  const added = planned.filter(({ logicalId }) => !deployedIds.has(logicalId));
  const goingOf = (type: string, place = /^/): string[] =>
    deployed
      .filter((one) => one.type === type && !plannedIds.has(one.logicalId) && place.test(one.logicalId))
      .filter((one) => !added.some((other) => isMove(one, other)))
      .map(({ id }) => id);
  const recommenders = goingOf(RECOMMENDER_TYPE).filter(
    (arn) => ![...listed.keys()].some((useCase) => arn.endsWith(`-${useCase}`)),
  );
  const trackers = goingOf(EVENT_TRACKER_TYPE);
  const isApiGoing = goingOf(OF_SETTINGS.api.type).length > 0;
  const campaigns = goingOf(CAMPAIGN_TYPE);
  const groups = goingOf(DATASET_GROUP_TYPE);
  const results = goingOf(BATCH_RUN_TYPE).map(lastOf);
  // If a group is deleted, all of its datasets are deleted with it.
  const datasets = groups.length > 0 ? [] : goingOf(DATASET_TYPE);
  const found: (Deletion | false)[] = [
    recommenders.length > 0 && {
      what: 'recommenders',
      ids: recommenders,
      loss:
        `${recommenders.join(' and ')}, which useCases no longer names. Recreating it ` +
        `takes another training of 27 to 60 minutes, which is billed`,
      kept: 'it',
      remedy: `set "useCases": ${withUseCasesOf(recommenders, useCases)}`,
    },
    campaigns.length > 0 && {
      what: 'ranking',
      ids: campaigns,
      loss:
        `${campaigns.join(' and ')} and the models of its solution. Ranking again takes another ` +
        `training, which is billed`,
      kept: 'it',
      remedy: 'set "ranking": true',
    },
    trackers.length > 0 && {
      what: 'event-tracker',
      ids: trackers,
      loss:
        `the event tracker ${trackers.join(' and ')}. Its tracking id is lost, and all ` +
        `senders of events need the id of a new one`,
      kept: 'it',
      remedy: `set ${isApiGoing ? '"api" again, which brings it along' : '"eventTracker": true'}`,
    },
    results.length > 0 && {
      what: 'results',
      ids: goingOf(BATCH_RUN_TYPE),
      loss:
        `all files below ${results.map((folder) => `${folder}/`).join(' and ')} in the data bucket, and the ` +
        `models that made them. Whoever sends mails with them needs a copy`,
      kept: 'them',
      remedy: `set ${results.map((folder) => `"${folder}"`).join(' and ')} again`,
    },
    datasets.length > 0 && {
      what: 'datasets',
      ids: datasets,
      loss:
        `the table of ${datasets.map((arn) => lastOf(arn).toLowerCase()).join(' and ')}. ` +
        `${datasets.join(' and ')} is deleted; with a filter, a metric attribution or a campaign in its dataset group, ` +
        `it ${STAYS_UNTIL_DESTROYED}`,
      kept: 'the table',
      remedy: 'put it into the setting "data" again',
    },
    groups.length > 0 && {
      what: 'dataset-group',
      ids: groups,
      loss:
        `${groups.join(' and ')} and everything in it: the datasets, the streamed events ` +
        `and the trained recommenders`,
      kept: 'it',
      remedy: 'undo the change of its name',
    },
    ...Object.entries<UsedByOthers>(OF_SETTINGS).map(([what, kind]) =>
      ofSetting(what as keyof typeof OF_SETTINGS, kind, goingOf),
    ),
  ];
  return found.filter((one) => one !== false);
}

/** Whether an added resource takes over a deployed one. That one then has two logical ids until the deployment ends. */
const isMove = ({ type, id }: DeployedResource, added: PlannedResource): boolean =>
  type === added.type &&
  type.startsWith('Custom::') &&
  (added.name === undefined || lastOf(id) === added.name);

/** Last part of a physical id. */
const lastOf = (id: string): string => /[^/]*(?=\/?$)/.exec(id)![0];

/** The deletions that a setting causes, unless the containing resource is deleted, too. */
function ofSetting(
  what: keyof typeof OF_SETTINGS,
  { type, place, partOf, setting, breaks }: UsedByOthers,
  goingOf: (type: string, place?: RegExp) => string[],
): Deletion | false {
  const ids = goingOf(type, place);
  if (ids.length === 0 || (partOf !== undefined && goingOf(partOf).length > 0)) return false;
  return {
    what,
    ids,
    loss: breaks(ids.join(' and ')),
    kept: ids.length > 1 ? 'them' : 'it',
    remedy: `set ${setting}`,
  };
}

/** The data of a deployment. */
export interface PlannedData {
  /** `''` if the data is an archive. */
  readonly source: string;
  readonly archive: string;
  /** Key of the published archive. */
  readonly archiveKey?: string;
  /** Whether the archive is the sample that comes with the project. */
  readonly isSample: boolean;
}

/**
 * Data that is replaced because a setting was lost: a prefix by an archive, or an archive by the sample. Replacing
 * one archive of the shop by another is not reported, because it is most likely an update.
 */
export function replacedData(
  deployed: readonly DeployedResource[],
  { source, archive, archiveKey, isSample }: PlannedData,
): Deletion[] {
  const from = deployed.find(({ type }) => type === PREPARED_DATA_TYPE)?.from;
  if (from === undefined || source !== '' || from === archiveKey) return [];
  const wasSource = from.startsWith('s3://');
  if (!wasSource && !isSample) return [];
  return [
    {
      what: 'data',
      ids: [],
      loss:
        `the data prepared from ${wasSource ? from : 'the deployed archive'}, and uses ` +
        `${isSample ? 'the shipped sample' : archive} instead: recommenders train on other items, and pages show what the shop ` +
        `does not sell`,
      kept: 'it',
      remedy: `set ${wasSource ? '"source"' : '"archive"'} again`,
    },
  ];
}

/** The setting with its current use cases and the deleted ones, as JSON. */
function withUseCasesOf(recommenders: readonly string[], useCases: ShopUseCases): string {
  const going = USE_CASE_NAMES.filter((name) => recommenders.some((arn) => arn.endsWith(`-${name}`)));
  const all = new Map([...useCases, ...going.map((name) => [name, {}] as const)]);
  const areDefaults = [...all.values()].every((options) => Object.keys(options).length === 0);
  return JSON.stringify(areDefaults ? [...all.keys()] : Object.fromEntries(all));
}
