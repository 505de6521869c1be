import { countInWords } from '@ecommerce-recommenders/csv/count-in-words';
import { DEFAULT_REQUESTS_PER_SECOND } from '@ecommerce-recommenders/personalize/provisioned-rate';
import { USE_CASES } from '@ecommerce-recommenders/personalize/use-cases';
import { usdOf } from '@ecommerce-recommenders/personalize/charges';
import { PRICES, type Prices, type Tier } from '@ecommerce-recommenders/personalize/prices';
import {
  SEGMENT_TRAINING_HOURS,
  segmentsIn,
  type BatchCost,
} from '@ecommerce-recommenders/shop-data/insight/cost/batch-cost';
import type { IdleStops } from '@ecommerce-recommenders/shop-data/insight/cost/recommenders-cost';
import { EVENT_BYTES, type CostOfLoad, type CostReport } from './cost-report';
import { tableText } from '../terminal';

/**
 * Text of the report, with the price table and whether the prices are confirmed.
 *
 * @param width - of the terminal; undefined for a file or a pipe
 */
export function costText(report: CostReport, prices: Prices = PRICES, width?: number): string {
  const { useCases, users, minRequestsPerSecond, hoursPerMonth, idle, loaded, usdPerImport, notCounted } =
    report;
  const { runningHours, glueWorkers, usdPerGlueHour, eventsPerDay, usdPerMonthStreamed } = report;
  const table = tableText(
    [
      { title: 'requests a second, each', isFlexible: true },
      { title: 'an hour', isRight: true },
      { title: 'a day', isRight: true },
      { title: `a month (${Math.round(hoursPerMonth)} h)`, isRight: true },
    ],
    [idle, loaded].map(({ requestsPerSecond, usdPerHour, usdPerDay, usdPerMonth }) => [
      requestsPerSecond === 0 ? 'none' : String(requestsPerSecond),
      ...[usdPerHour, usdPerDay, usdPerMonth].map(dollars),
    ]),
    width,
  );
  return [
    `${countInWords(useCases.length, 'recommender')} (${useCases.map((name) => USE_CASES[name].title).join(', ')}) for ` +
      `${isUnknown(report, 'users') ? 'up to 100,000 users' : countInWords(users, 'user')}, provisioned for ${rates(minRequestsPerSecond)} a second`,
    ...unknownText(report),
    '',
    table,
    '',
    ...boundsText(report),
    ...minimumText(report),
    ...listsText(report),
    ...similarText(report),
    `${isUnknown(report, 'importBytes') ? '' : `An import of all files costs ${dollars(usdPerImport)}. `}A recommender is billed from the end of its first training ` +
      'until it is stopped or deleted, even when idle. Lambda, Step Functions, S3 and logs are not counted: cents.',
    ...(runningHours ? [idleInWords(report.idleStops)] : []),
    ...(eventsPerDay > 0
      ? [
          `${countInWords(eventsPerDay, 'streamed event a day costs', 'streamed events a day cost')} ${dollars(usdPerMonthStreamed)} a month, at ${EVENT_BYTES} bytes each.`,
        ]
      : []),
    ...apiText(report),
    ...guestsText(report),
    ...shelvesText(report),
    ...attributionText(report),
    ...rankingText(report),
    ...batchText(report),
    ...endpointsText(report),
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
    ...pricesText(report, prices),
  ].join('\n');
}

/** Whether a number about the data is unknown. */
const isUnknown = ({ unknown = [] }: CostReport, name: (typeof unknown)[number]): boolean =>
  unknown.includes(name);

/** Sentences about missing numbers, if no file has the data. */
function unknownText({ unknown = [] }: CostReport): string[] {
  if (unknown.length === 0) return [];
  const uncounted = [
    ...(unknown.includes('items') ? ['lists'] : []),
    ...(unknown.includes('importBytes') ? ['imports'] : []),
    ...(unknown.includes('interactions') ? ['trainings', 'batches'] : []),
  ];
  return [
    `The size of the data is not known, so ${uncounted.join(', ')} are not counted. Name a copy of the data with --archive FILE, ` +
      'or its users and items with --users and --items.',
  ];
}

/** The part of the price table that the configuration needs. */
const pricesText = ({ hasKey, hashesUsers, glueWorkers }: CostReport, prices: Prices): string[] => [
  `Prices of ${prices.asOf} in ${prices.region}, ${prices.isConfirmed ? 'confirmed' : 'UNCONFIRMED: compare'} ` +
    prices.sources['Amazon Personalize'],
  ...prices.recommender.map(
    ({ upToUsers, usdPer100kUsersAndHour, includedPerHour }) =>
      `  ${upToUsers === undefined ? 'more' : `up to ${count(upToUsers)}`} users: $${usdPer100kUsersAndHour} an hour ` +
      `for each 100,000, ${countInWords(includedPerHour, 'recommendation')} an hour included`,
  ),
  `  further recommendations: ${prices.items.moreRecommendations.tiers.map(volumeInWords).join(', ')}`,
  `  imports and streamed events: $${usdOf(prices.items.ingestion, 1)} for a GB`,
  ...(hasKey || hashesUsers ? [`  a key: $${usdOf(prices.items.keys, 1)} a month`] : []),
  ...(glueWorkers > 0 ? [`  a worker of AWS Glue: $${usdOf(prices.items.glue, 1)} an hour`] : []),
];

function idleInWords(idleStops: IdleStops | undefined): string {
  if (!idleStops) return 'Holidays and stops when idle lower the bill.';
  const { askedHours, stopWhenIdleHours } = idleStops;
  return (
    `Requests come until ${countInWords(askedHours, 'hour')} after the start of a day, and recommenders are stopped ` +
    `${countInWords(stopWhenIdleHours, 'hour')} later. Holidays lower the bill.`
  );
}

function boundsText({ bounds, requestRate }: CostReport): string[] {
  if (!bounds) return [];
  const { atLeast, atMost } = bounds;
  return [
    `Rates follow use (the setting requestRate, ${JSON.stringify(requestRate)}): without requests ${dollars(atLeast.usdPerHour)} an ` +
      `hour at their least and ${dollars(atMost.usdPerHour)} at their most, ${dollars(atLeast.usdPerMonth)} to ` +
      `${dollars(atMost.usdPerMonth)} a month. Requests beyond a rate are billed in either case.`,
    '',
  ];
}

/** The extra cost of minimum rates above the advised one; empty if there is none. */
function minimumText({ idle, loaded, bounds, atOne }: CostReport): string[] {
  const above = (one: CostOfLoad, advised: CostOfLoad): string =>
    dollars(one.usdPerMonth - advised.usdPerMonth);
  if ((bounds?.atMost ?? idle).usdPerMonth <= atOne.idle.usdPerMonth) return [];
  const atMost = bounds ? `, and ${above(bounds.atMost, atOne.idle)} with all rates at their most` : '';
  return [
    `AWS advises a minimum of ${DEFAULT_REQUESTS_PER_SECOND}: it scales by itself, and bills in each hour the minimum or the average of the requests, whichever is more. ` +
      `Minimums above ${DEFAULT_REQUESTS_PER_SECOND} cost ${above(idle, atOne.idle)} a month without requests, ${above(loaded, atOne.loaded)} at ` +
      `${count(loaded.requestsPerSecond)} a second${atMost}.`,
    '',
  ];
}

/** Text about lists; empty if no use case can be served from lists. */
function listsText(report: CostReport): string[] {
  const { lists, items, listsSchedule } = report;
  const { requestsPerRun, hoursPerRun, usdPerMonth, usdPerMonthLive, breakEvenItems: from } = lists;
  if (requestsPerRun === 0 || isUnknown(report, 'items')) return [];
  const meet =
    from === undefined
      ? 'They stay cheaper with any catalogue that the service trains on.'
      : `From ${countInWords(from, 'item')} on they cost as much; listsItems=with-traffic asks for fewer.`;
  return [
    `Served by lists (the setting serving), made by ${listsSchedule} for ${countInWords(items, 'item')}: ${dollars(usdPerMonth)} a month instead ` +
      `of ${dollars(usdPerMonthLive)}, for ${countInWords(requestsPerRun, 'request')} in ${hoursPerRun.toFixed(1)} hours a run. ${meet}`,
    '',
  ];
}

function similarText(report: CostReport): string[] {
  const { usdPerMonthSimilar, items, listsSchedule } = report;
  if (usdPerMonthSimilar === undefined || isUnknown(report, 'items')) return [];
  return [
    `Lists of similar items, made by ${listsSchedule} for ${countInWords(items, 'item')} without Personalize: ` +
      `${dollars(usdPerMonthSimilar)} a month for Lambda and S3.`,
    '',
  ];
}

function apiText({ api, apiRate }: CostReport): string[] {
  if (!api) return [];
  return [
    `The API costs ${dollars(api.usdPerMillionLive)} for a million live answers, Personalize not counted, and ` +
      `${dollars(api.usdPerMillionListed)} for a million from lists or memory; its key costs ${dollars(api.usdPerMonthIdle)} a month.`,
    `At the ${countInWords(apiRate, 'request')} a second that its stage aims at, around the clock, all live and all different, a month costs ` +
      `${dollars(api.usdPerMonthAtRate)}, ${dollars(api.usdPerMonthAtRatePersonalize)} of it Personalize and ` +
      `${dollars(api.usdPerMonthAtRateForged)} forged tokens: set the rate in the setting api to a few times your busiest hour's.`,
    api.atConcurrency
      ? `The stage's rate is best effort, no ceiling. The reserved executions can handle about ` +
        `${countInWords(api.atConcurrency.requestsPerSecond, 'live answer')} a second, ${dollars(api.atConcurrency.usdPerMonth)} a month.`
      : `The stage's rate is best effort, no ceiling: "concurrency" in the setting api limits concurrent requests.`,
  ];
}

function guestsText({ guests, guestsPerDay = 0 }: CostReport): string[] {
  if (!guests) return [];
  return [
    `Guests are users, and Personalize deletes none by age: ${count(guestsPerDay)} a day are ${count(guests.usersAfterYear)} more after a year, ` +
      `which add ${dollars(guests.usdPerMonthAfterYear)} to a month without requests. The key of their tokens costs ` +
      `${dollars(guests.usdPerMonthKey)} a month.`,
  ];
}

function shelvesText({ shelves }: CostReport): string[] {
  if (!shelves) return [];
  return [
    `The figures of ${countInWords(shelves.shelves, 'shelf', 'shelves')} are custom metrics: ${dollars(shelves.usdPerMonth)} a month where one source ` +
      `fills each, ${dollars(shelves.usdPerMonthAtMost)} where all do, and ${dollars(shelves.usdPerMillionLines)} for a million lines of the log, one ` +
      `for each shelf in a request with its events. With watch, looking at them every hour costs ${dollars(shelves.usdPerMonthWatched)} a month.`,
  ];
}

function attributionText({ attributedMetrics, usdPerMonthAttributed }: CostReport): string[] {
  if (!attributedMetrics || usdPerMonthAttributed === undefined) return [];
  return [
    `${countInWords(attributedMetrics, 'metric of events', 'metrics of events')} by Personalize: ${dollars(usdPerMonthAttributed)} a month for each source that ` +
      `leads to events, such as a recommender, at the price of a custom metric. How AWS counts the sources is not documented.`,
  ];
}

function rankingText(report: CostReport): string[] {
  const { ranking, requestsPerSecond } = report;
  if (!ranking) return [];
  const { usdPerMonthIdle, usdPerMonthLoaded, usdPerTraining, trainingsPerMonth } = ranking;
  return [
    `Ranking costs ${dollars(usdPerMonthIdle)} a month for the ${countInWords(ranking.minRequestsPerSecond, 'request')} a second that its campaign ` +
      `provisions, asked or not, ${dollars(usdPerMonthLoaded)} at ${count(requestsPerSecond)} a second, and ` +
      `${isUnknown(report, 'interactions') ? 'an unknown amount' : dollars(usdPerTraining)} a training, by ${ranking.schedule} at most ${trainingsPerMonth.toFixed(1)} a month.`,
  ];
}

function endpointsText({ endpointZones = 0, usdPerMonthEndpoints }: CostReport): string[] {
  if (usdPerMonthEndpoints === undefined) return [];
  return [
    `Interface endpoints of the VPC cost ${dollars(usdPerMonthEndpoints)} a month: ${count(endpointZones)}, each counted in each of its zones, without what ` +
      'passes through them (docs/vpc.md). With a NAT gateway the functions need none, and the gateway has a price of its own.',
  ];
}

type Batch = BatchCost & { readonly schedule: string };

function batchText(report: CostReport): string[] {
  const { segments, batches, users } = report;
  if (isUnknown(report, 'users') || isUnknown(report, 'interactions')) return [];
  const ofUsers = countInWords(users, 'user');
  const text = (what: string, { runsPerMonth, schedule, ...cost }: Batch, training = ''): string =>
    `${what} ${dollars(cost.usdPerMonth)} a month, by ${schedule} ${runsPerMonth.toFixed(1)} times: ` +
    `${dollars(cost.usdPerRunTraining)} a run for training${training}, ${dollars(cost.usdPerRunJobs)} for the rest.`;
  const texts: string[] = [];
  if (segments) {
    const number = segmentsIn(segments);
    const what = `${countInWords(number, 'segment')} of ${ofUsers} ${number === 1 ? 'costs' : 'cost'}`;
    texts.push(text(what, segments, `, counted as ${SEGMENT_TRAINING_HOURS} hour each`));
  }
  if (batches) texts.push(text(`Recommendations for each of ${ofUsers} cost`, batches));
  return texts;
}

/** A price tier with its lower bound. */
function volumeInWords({ usd }: Tier, at: number, tiers: readonly Tier[]): string {
  const { upTo } = tiers[at - 1] ?? {};
  return `$${usd}${upTo === undefined ? ' for 1,000' : ` beyond ${count(upTo)} of the account in a month`}`;
}

/** One rate if all are equal, otherwise each rate with its use case. */
function rates(minRequestsPerSecond: CostReport['minRequestsPerSecond']): string {
  const entries = Object.entries(minRequestsPerSecond);
  const isSame = new Set(Object.values(minRequestsPerSecond)).size === 1;
  return isSame ? String(entries[0][1]) : entries.map(([useCase, rate]) => `${rate} (${useCase})`).join(', ');
}

const count = (value: number): string => value.toLocaleString('en-US');

const dollars = (usd: number): string =>
  `$${usd.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;
