import Table from 'cli-table3';
import { countInWords } from '@ecommerce-recommenders/csv/count-in-words';
import {
  billedHoursADay,
  billedHoursPerMonth,
  type IdleStops,
  metadataCost,
  recommendersUsd,
  usesOf,
} from '@ecommerce-recommenders/shop-data/cost/recommenders-cost';
import { apiCost, type ApiCost } from '@ecommerce-recommenders/shop-data/cost/api-cost';
import {
  batchesCost,
  SEGMENT_TRAINING_HOURS,
  segmentsCost,
  segmentsIn,
  type BatchCost,
} from '@ecommerce-recommenders/shop-data/cost/batch-cost';
import { rankingCost, type RankingCost } from '@ecommerce-recommenders/shop-data/cost/ranking-cost';
import type { BatchesSettings } from '@ecommerce-recommenders/shop-data/settings/batches-setting';
import type { RankingSettings } from '@ecommerce-recommenders/shop-data/settings/ranking-setting';
import { userKeyUsd } from '@ecommerce-recommenders/shop-data/cost/user-key-cost';
import type { SegmentsSettings } from '@ecommerce-recommenders/shop-data/settings/segments-setting';
import { usdOf } from '@ecommerce-recommenders/prices/charges';
import { PRICES, type Prices, type Tier } from '@ecommerce-recommenders/prices/prices';
import {
  breakEvenItems,
  listsCost,
  liveUsd,
  type ListsCost,
} from '@ecommerce-recommenders/shop-data/cost/lists-cost';
import { runsPerMonth } from '@ecommerce-recommenders/shop-data/cost/runs-per-month';
import { USE_CASES, type UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import { type ShopUseCases } from '@ecommerce-recommenders/shop-data/recommender-options';
import {
  provisionedAt,
  type MinRequests,
  type RequestBounds,
} from '@ecommerce-recommenders/shop-data/request-bounds';
import { type RunningHours } from '@ecommerce-recommenders/shop-data/running-hours';

/** A configuration to price. */
export interface CostQuestion {
  readonly useCases: ShopUseCases;
  /** The setting minRequests, of live use cases; null for rates that stay. */
  readonly minRequests: MinRequests | null;
  /** Null: around the clock. */
  readonly runningHours: RunningHours | null;
  /** Absent where they are not to be counted. */
  readonly idleStops?: IdleStops;
  /** Users in the dataset group. */
  readonly users: number;
  /** Load on each recommender; the idle bill is always shown too. */
  readonly requestsPerSecond: number;
  /** Bytes of one import of all files. */
  readonly importBytes: number;
  /** Streamed events. */
  readonly eventsPerDay: number;
  /** Whether the stack creates its own KMS key. */
  readonly hasKey: boolean;
  /** Whether the stack has an HMAC key that hashes the ids of users. */
  readonly hashesUsers: boolean;
  /** Workers of the Glue job that prepares the data; 0 if a Lambda function does. */
  readonly glueWorkers: number;
  /** Items that lists are made for. */
  readonly items: number;
  readonly filters: Readonly<Record<string, string>>;
  /** The setting listsSchedule. */
  readonly listsSchedule: string;
  /** Requests a second that the API admits; 0 for no API. */
  readonly apiRate: number;
  /** The setting ranking; null for none. */
  readonly ranking: RankingSettings | null;
  /** The setting segments; null for none. */
  readonly segments: SegmentsSettings | null;
  /** The setting batches; null for none. */
  readonly batches: BatchesSettings | null;
  /** Interactions of the training. */
  readonly interactions: number;
}

/** Cost in US dollars at one load. */
export interface CostOfLoad {
  readonly requestsPerSecond: number;
  readonly usdPerHour: number;
  /** For a day on which the recommenders run. */
  readonly usdPerDay: number;
  readonly usdPerMonth: number;
}

/** A configuration's bill: all recommenders together, and one import. */
export interface CostReport extends Omit<CostQuestion, 'useCases' | 'ranking' | 'segments' | 'batches'> {
  readonly useCases: readonly UseCaseName[];
  /** Provisioned throughput of each recommender. */
  readonly minRequestsPerSecond: Readonly<Partial<Record<UseCaseName, number>>>;

  /** Billed hours a month. */
  readonly hoursPerMonth: number;
  readonly idle: CostOfLoad;
  readonly loaded: CostOfLoad;
  readonly usdPerImport: number;
  /** Of the streamed events. */
  readonly usdPerMonthStreamed: number;
  /** The stack's own key, before its first rotation. */
  readonly usdPerMonthKey: number;
  /** The HMAC key of the users' ids. */
  readonly usdPerMonthUserKey: number;
  /** The Glue job, while it runs. */
  readonly usdPerGlueHour: number;
  /** Without requests and with all rates at the ends of minRequests; absent without the setting. */
  readonly bounds?: { readonly atLeast: CostOfLoad; readonly atMost: CostOfLoad };
  /** The same use cases, but for Recommended for you, by lists. */
  readonly lists: ListsCost & {
    readonly runsPerMonth: number;
    /** Cost of their live recommenders, idle and around the clock. */
    readonly usdPerMonthLive: number;
    /** Items from which on they cost as much; absent where no catalogue has as many. */
    readonly breakEvenItems?: number;
  };
  /** The API, if there is one. */
  readonly api?: ApiCost;
  /** The ranking, if there is one. */
  readonly ranking?: RankingCost & RankingSettings;
  /** The segments, if there are any. */
  readonly segments?: BatchCost & SegmentsSettings;
  /** The recommendations for every user, if there are any. */
  readonly batches?: BatchCost & BatchesSettings;
  /** What is not counted, in a sentence. */
  readonly notCounted?: string;
}

/** Size of a view or purchase in PutEvents, as JSON with its ids. */
const EVENT_BYTES = 500;
const DAYS_PER_MONTH = 365 / 12;

/** Adds up the prices of a configuration. */
export function costReport(question: CostQuestion, prices: Prices = PRICES): CostReport {
  const { runningHours, idleStops } = question;
  const hoursPerMonth = billedHoursPerMonth(runningHours, idleStops);
  const provisioned = (end: keyof RequestBounds): ShopUseCases =>
    provisionedAt(end, { ...question, serving: 'live' });
  const at = (requestsPerSecond: number, useCases = provisioned('min')): CostOfLoad => {
    const uses = usesOf(useCases, { users: question.users, requestsPerSecond });
    const usdPerMonth = recommendersUsd(uses, hoursPerMonth, prices);
    const usdPerHour = usdPerMonth / hoursPerMonth;
    return {
      requestsPerSecond,
      usdPerHour,
      usdPerDay: usdPerHour * billedHoursADay(runningHours, idleStops),
      usdPerMonth,
    };
  };
  const { ingestion, keys, glue } = prices.items;
  const ingestionUsd = (bytes: number): number => usdOf(ingestion, bytes / 1e9);
  const { ranking, segments, batches, ...asked } = question;
  return {
    ...asked,
    useCases: [...question.useCases.keys()],
    minRequestsPerSecond: Object.fromEntries(
      [...provisioned('min')].map(([useCase, { minRecommendationRequestsPerSecond: min = 1 }]) => [
        useCase,
        min,
      ]),
    ),
    hoursPerMonth,
    idle: at(0),
    loaded: at(question.requestsPerSecond),
    ...(question.minRequests && { bounds: { atLeast: at(0), atMost: at(0, provisioned('max')) } }),
    usdPerImport: ingestionUsd(question.importBytes),
    usdPerMonthStreamed: ingestionUsd(question.eventsPerDay * DAYS_PER_MONTH * EVENT_BYTES),
    usdPerMonthKey: question.hasKey ? usdOf(keys, 1) : 0,
    usdPerMonthUserKey: question.hashesUsers ? userKeyUsd(prices) : 0,
    usdPerGlueHour: usdOf(glue, question.glueWorkers),
    lists: listsOf(question, prices),
    ...(question.apiRate > 0 && {
      api: apiCost({ users: question.users, rate: question.apiRate }, prices),
    }),
    ...(ranking && { ranking: { ...ranking, ...rankingCost({ ...asked, ...ranking }, prices) } }),
    ...(segments && { segments: { ...segments, ...segmentsCost({ ...asked, ...segments }, prices) } }),
    ...(batches && { batches: { ...batches, ...batchesCost({ ...asked, ...batches }, prices) } }),
    notCounted: metadataCost(question.useCases),
  };
}

function listsOf(question: CostQuestion, prices: Prices): CostReport['lists'] {
  const use = { ...question, runsPerMonth: runsPerMonth(question.listsSchedule) };
  return {
    ...listsCost(use, prices),
    runsPerMonth: use.runsPerMonth,
    usdPerMonthLive: liveUsd(use, prices),
    breakEvenItems: breakEvenItems(use, prices),
  };
}

/** The report for a terminal, with the price table and whether the prices are confirmed. */
export function costText(report: CostReport, prices: Prices = PRICES): string {
  const { useCases, users, minRequestsPerSecond, hoursPerMonth, idle, loaded, usdPerImport, notCounted } =
    report;
  const { runningHours, glueWorkers, usdPerGlueHour, eventsPerDay, usdPerMonthStreamed } = report;
  const table = new Table({
    head: ['requests a second, each', 'an hour', 'a day', `a month (${Math.round(hoursPerMonth)} h)`],
    colAligns: ['left', 'right', 'right', 'right'],
    style: { head: [], border: [] },
  });
  for (const { requestsPerSecond, usdPerHour, usdPerDay, usdPerMonth } of [idle, loaded])
    table.push([
      requestsPerSecond === 0 ? 'none' : String(requestsPerSecond),
      ...[usdPerHour, usdPerDay, usdPerMonth].map(dollars),
    ]);
  return [
    `${countInWords(useCases.length, 'recommender')} (${useCases.map((name) => USE_CASES[name].title).join(', ')}) for ` +
      `${countInWords(users, 'user')}, provisioned for ${rates(minRequestsPerSecond)} a second`,
    '',
    table.toString(),
    '',
    ...boundsText(report),
    ...listsText(report),
    `An import of all files costs ${dollars(usdPerImport)}. A recommender is billed from the end of its first training ` +
      'until it is stopped or deleted, even when idle. Lambda, Step Functions, S3 and logs are not counted: cents.',
    ...(runningHours ? [idleInWords(report.idleStops)] : []),
    ...(eventsPerDay > 0
      ? [
          `${countInWords(eventsPerDay, 'streamed event a day costs', 'streamed events a day cost')} ${dollars(usdPerMonthStreamed)} a month, at ${EVENT_BYTES} bytes each.`,
        ]
      : []),
    ...apiText(report),
    ...rankingText(report),
    ...batchText(report),
    ...(report.hasKey
      ? [
          `The stack’s key costs ${dollars(report.usdPerMonthKey)} a month, and as much again after each of its first two ` +
            `rotations, one a year.`,
        ]
      : []),
    ...(report.hashesUsers
      ? [`The HMAC key that hashes the ids of users costs ${dollars(report.usdPerMonthUserKey)} a month.`]
      : []),
    ...(glueWorkers > 0
      ? [
          `The Glue job costs ${dollars(usdPerGlueHour)} for each hour that its ${countInWords(glueWorkers, 'worker runs', 'workers run')}.`,
        ]
      : []),
    ...(notCounted === undefined ? [] : [notCounted]),
    '',
    `Prices of ${prices.asOf} in ${prices.region}, ${prices.isConfirmed ? 'confirmed' : 'UNCONFIRMED: compare'} ` +
      prices.sources['Amazon Personalize'],
    ...prices.recommender.map(
      ({ upToUsers, usdPer100kUsersAndHour, includedPerHour }) =>
        `  ${upToUsers === undefined ? 'more' : `up to ${count(upToUsers)}`} users: $${usdPer100kUsersAndHour} an hour ` +
        `for each 100,000, ${countInWords(includedPerHour, 'recommendation')} an hour included`,
    ),
    `  further recommendations: ${prices.items.moreRecommendations.tiers.map(volumeInWords).join(', ')}`,
    `  imports and streamed events: $${usdOf(prices.items.ingestion, 1)} for a GB`,
    ...(report.hasKey || report.hashesUsers ? [`  a key: $${usdOf(prices.items.keys, 1)} a month`] : []),
    ...(glueWorkers > 0 ? [`  a worker of AWS Glue: $${usdOf(prices.items.glue, 1)} an hour`] : []),
  ].join('\n');
}

function idleInWords(idleStops: IdleStops | undefined): string {
  if (!idleStops) return 'Holidays and stops when idle lower the bill.';
  const { askedHours, stopWhenIdleHours } = idleStops;
  return (
    `Requests come until ${countInWords(askedHours, 'hour')} after the start of a day, and recommenders are stopped ` +
    `${countInWords(stopWhenIdleHours, 'hour')} later. Holidays lower the bill.`
  );
}

function boundsText({ bounds, minRequests }: CostReport): string[] {
  if (!bounds) return [];
  const { atLeast, atMost } = bounds;
  return [
    `Rates follow use (the setting minRequests, ${JSON.stringify(minRequests)}): without requests ${dollars(atLeast.usdPerHour)} an ` +
      `hour at their least and ${dollars(atMost.usdPerHour)} at their most, ${dollars(atLeast.usdPerMonth)} to ` +
      `${dollars(atMost.usdPerMonth)} a month. Requests beyond a rate are billed in either case.`,
    '',
  ];
}

/** Nothing where no use case can be served by lists. */
function listsText({ lists, items, listsSchedule }: CostReport): string[] {
  const { requestsPerRun, hoursPerRun, usdPerMonth, usdPerMonthLive, breakEvenItems: from } = lists;
  if (requestsPerRun === 0) return [];
  const meet =
    from === undefined
      ? 'They stay cheaper with any catalogue that the service trains on.'
      : `From ${countInWords(from, 'item')} on they cost as much; listsItems=with-traffic asks for fewer.`;
  return [
    `By lists (the setting serving), made by ${listsSchedule} of ${countInWords(items, 'item')}: ${dollars(usdPerMonth)} a month in place ` +
      `of ${dollars(usdPerMonthLive)}, for ${countInWords(requestsPerRun, 'request')} in ${hoursPerRun.toFixed(1)} hours a run. ${meet}`,
    '',
  ];
}

function apiText({ api, apiRate }: CostReport): string[] {
  if (!api) return [];
  return [
    `The API costs ${dollars(api.usdPerMillionLive)} for a million live answers, Personalize not counted, and ` +
      `${dollars(api.usdPerMillionListed)} for a million from lists or memory; its key costs ${dollars(api.usdPerMonthIdle)} a month.`,
    `At the ${countInWords(apiRate, 'request')} a second that its stage admits, around the clock, all live and all different, a month costs ` +
      `${dollars(api.usdPerMonthAtWorst)} at worst, ${dollars(api.usdPerMonthAtWorstPersonalize)} of it Personalize: set the rate in ` +
      `the setting api to a few times your busiest hour's.`,
  ];
}

function rankingText({ ranking, requestsPerSecond }: CostReport): string[] {
  if (!ranking) return [];
  const { usdPerMonthIdle, usdPerMonthLoaded, usdPerTraining, trainingsPerMonth } = ranking;
  return [
    `Ranking costs ${dollars(usdPerMonthIdle)} a month for the ${countInWords(ranking.minRequestsPerSecond, 'request')} a second that its campaign ` +
      `provisions, asked or not, ${dollars(usdPerMonthLoaded)} at ${count(requestsPerSecond)} a second, and ` +
      `${dollars(usdPerTraining)} a training, by ${ranking.schedule} at most ${trainingsPerMonth.toFixed(1)} a month.`,
  ];
}

function batchText({ segments, batches, users }: CostReport): string[] {
  const text = (
    what: string,
    { runsPerMonth: runs, ...cost }: BatchCost,
    by: string,
    training: string,
  ): string =>
    `${what} ${dollars(cost.usdPerMonth)} a month, by ${by} ${runs.toFixed(1)} times: ` +
    `${dollars(cost.usdPerRunTraining)} a run for training${training}, ${dollars(cost.usdPerRunJobs)} for the rest.`;
  const hours = `, counted as ${SEGMENT_TRAINING_HOURS} hour each`;
  return [
    ...(segments
      ? [
          text(
            `${countInWords(segmentsIn(segments), 'segment')} of ${countInWords(users, 'user')} ${segmentsIn(segments) === 1 ? 'costs' : 'cost'}`,
            segments,
            segments.schedule,
            hours,
          ),
        ]
      : []),
    ...(batches
      ? [
          text(
            `Recommendations for each of ${countInWords(users, 'user')} cost`,
            batches,
            batches.schedule,
            '',
          ),
        ]
      : []),
  ];
}

/** A tier by where it begins. */
function volumeInWords({ usd }: Tier, at: number, tiers: readonly Tier[]): string {
  const { upTo } = tiers[at - 1] ?? {};
  return `$${usd}${upTo === undefined ? ' for 1,000' : ` beyond ${count(upTo)} of the account in a month`}`;
}

/** One figure if all are equal, otherwise each with its use case. */
function rates(minRequestsPerSecond: CostReport['minRequestsPerSecond']): string {
  const entries = Object.entries(minRequestsPerSecond);
  const isSame = new Set(Object.values(minRequestsPerSecond)).size === 1;
  return isSame ? String(entries[0][1]) : entries.map(([useCase, rate]) => `${rate} (${useCase})`).join(', ');
}

const count = (value: number): string => value.toLocaleString('en-US');

const dollars = (usd: number): string =>
  `$${usd.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;
