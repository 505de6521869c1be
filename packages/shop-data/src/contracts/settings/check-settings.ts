import { apiFilters } from '../api/api-filters';
import { RECENTLY_VIEWED } from '../shelves/shelves';
import { needsItem } from '../lists/read-list';
import { LISTABLE, servedBy } from '../lists/serving';
import { SIMILAR_ITEMS } from '../lists/similar-items';
import { eventTypesOf, tablesOf } from '../../data/mapping/datasets-of';
import { whyNotGlue } from '../../data/mapping/sql/why-not-glue';
import { areForAll, requestBounds } from '../request-bounds';
import { minutesADay } from '../running-hours';
import { possibleUseCases } from '../use-cases-of';
import { readSetting, SETTING_NAMES, SETTINGS, type Settings } from './settings';
import { SettingProblem, type Context } from './shape';

/** Describes a conflict between settings that are valid one by one; `undefined` for none. */
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
      ? `Settings createKey and kmsKeyArn are both given, allowed is one of the two. ` +
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
      ? `Setting preparation is glue and the data an archive, but Glue reads CSV parts. ` +
        `Pass -c source=s3://BUCKET/PREFIX/, or -c preparation=lambda.`
      : undefined,
  ({ source, sourceVersion }) =>
    source === '' && sourceVersion !== ''
      ? `Setting sourceVersion is ${sourceVersion} and source is not set, but changes of an archive are detected automatically. ` +
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
      ? `Setting useCases has metadata for ${withMetadata.map(([name]) => name).join(' and ')}, whose lists contain only ids. ` +
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
      ? `Setting requestRate is for ${fixed.join(' and ')}, whose minRecommendationRequestsPerSecond in useCases is a fixed rate. ` +
          `Leave out one of the two.`
      : undefined;
  },
  (settings) => {
    const idle = (['listsSchedule', 'listsItems'] as const).filter(
      (name) => settings[name] !== SETTINGS[name].default,
    );
    return servedBy('lists', settings).size === 0 && !settings.similarItems && idle.length > 0
      ? `Setting ${idle.join(' and ')} differs from its default and no use case is served by lists, so nothing would read it. ` +
          `Pass -c serving=lists as well, or leave it out.`
      : undefined;
  },
  ({ similarItems, data }) =>
    similarItems && tablesOf(data).ITEMS === undefined
      ? `Setting similarItems is true, and data has no items, which it compares. Add items to data, or pass -c similarItems=false.`
      : undefined,
  ({ similarItems, api }) =>
    similarItems && api?.filter !== undefined
      ? `Setting similarItems is true, and api has the filter ${api.filter} for every answer, which cannot be applied to lists of similar items. ` +
        `Leave out one of the two; items that are sold out are left out by soldOut of api.`
      : undefined,
  ({ diversify, api }) =>
    diversify && !api
      ? `Setting diversify is set and api is not, but it only applies to answers of the API. ` +
        `Set api as well, or pass -c diversify= for none.`
      : undefined,
  ({ promotions, api, filters }) => {
    const [[name, { filter }] = ['', { filter: '' }]] = Object.entries(promotions).filter(
      ([, one]) => !Object.hasOwn(apiFilters(filters), one.filter),
    );
    if (Object.keys(promotions).length > 0 && !api)
      return (
        `Setting promotions is set and api is not, but only requests to the API can name them. ` +
        `Set api as well, or pass -c promotions= for none.`
      );
    if (name === '') return undefined;
    const why = Object.hasOwn(filters, filter)
      ? 'has placeholders, which requests to the API cannot fill'
      : 'is not in filters';
    const usable = Object.keys(apiFilters(filters));
    return `Setting promotions has ${name} with the filter ${filter}, which ${why}. Name ${usable.join(' or ') || 'a filter that you add to filters'}.`;
  },
  ({ shelves, api }) =>
    Object.keys(shelves).length > 0 && !api
      ? `Setting shelves is set and api is not, but only the API counts what shelves bring. ` +
        `Set api as well, or pass -c shelves= for none.`
      : undefined,
  ({ shelves, useCases, similarItems }) => {
    const shown = [...useCases.keys(), ...(similarItems ? [SIMILAR_ITEMS] : []), RECENTLY_VIEWED];
    const absent = Object.entries(shelves).find(([, useCase]) => !shown.includes(useCase));
    if (!absent) return undefined;
    const [name, useCase] = absent;
    return useCase === SIMILAR_ITEMS
      ? `Setting shelves has ${name} with ${useCase}, and similarItems is off. Set it to true, or name ${shown.join(' or ')}.`
      : `Setting shelves has ${name} with ${useCase}, which useCases does not have. Add it there, or name ${shown.join(' or ')}.`;
  },
  ({ metricAttribution, eventTracker, freshData }) =>
    Object.keys(metricAttribution).length > 0 && !eventTracker && !freshData
      ? `Setting metricAttribution is set, and eventTracker, api and freshData are not, but Personalize makes metrics of events and of ` +
        `files that are added. Set one of them as well, or pass -c metricAttribution={} for none.`
      : undefined,
  ({ guests, api }) =>
    guests && !api
      ? `Setting guests is set and api is not, but only the API admits guests. ` +
        `Set api as well, or pass -c guests= for none.`
      : undefined,
  ({ experiment, api }) =>
    experiment && !api
      ? `Setting experiment is set and api is not, but only the API divides visitors and counts what they do. ` +
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
      ? `Setting listsItems is with-traffic and preparation is glue, but for that, one function reads all interactions, and ` +
        `Glue is for data that one function cannot read. Pass -c listsItems=all.`
      : undefined,
];

const without = <Name extends string>(names: readonly Name[], others: readonly string[]): Name[] =>
  names.filter((name) => !others.includes(name));

/** How to pass one setting, for messages. */
export type Remedy = (name: string) => string;

/**
 * Checks settings of any origin and completes them with their defaults.
 *
 * @param raw reads what was set; if that is `undefined`, the value in `checked` counts, or else the default
 * @param checked settings that were checked before: their values are not read again
 * @throws an error that says what was got, what is allowed, and what to do
 */
export function checkSettings(
  raw: (name: keyof Settings) => unknown,
  projectRoot: string,
  remedy: Remedy,
  checked: Partial<Settings> = {},
): Settings {
  const read = <Name extends keyof Settings>(name: Name, mapping: Context['mapping']): Settings[Name] => {
    const given = raw(name);
    return given === undefined && Object.hasOwn(checked, name)
      ? (checked as Settings)[name]
      : checkSetting(name, given, { projectRoot, mapping }, remedy);
  };
  // First, because filters and columns are checked against its datasets.
  const data = read('data', null);
  const entries = SETTING_NAMES.map((name) => [name, name === 'data' ? data : read(name, data)] as const);
  const given = Object.fromEntries(entries) as unknown as Settings;
  const eventTypes = eventTypesOf(data, given.eventTypes);
  // The API sends its events to the tracker.
  const eventTracker = given.eventTracker || given.api !== null;
  const settings: Settings = Object.freeze({ ...given, eventTypes, eventTracker });
  for (const refuse of CONFLICTS) {
    const conflict = refuse(settings);
    if (conflict !== undefined) throw new Error(conflict);
  }
  return settings;
}

/**
 * Checks one setting, apart from the others; `undefined` stands for its default.
 *
 * @throws an error that says what was got, what is allowed, and what to do
 */
export function checkSetting<Name extends keyof Settings>(
  name: Name,
  raw: unknown,
  context: Context,
  remedy: Remedy,
): Settings[Name] {
  try {
    return readSetting(name, raw ?? SETTINGS[name].default, context);
  } catch (error) {
    if (!(error instanceof SettingProblem)) throw error;
    throw new Error(`Setting ${error.message} ${remedy(name)}`, { cause: error });
  }
}
