import {
  GetMetricDataCommand,
  type CloudWatchClient,
  type MetricDataQuery,
  type MetricDataResult,
} from '@aws-sdk/client-cloudwatch';
import { filledShelves, shelfMetric } from '@ecommerce-recommenders/shop-data/contracts/shelves/shelves';
import type { WatchedShelves } from '@ecommerce-recommenders/shop-data/contracts/functions/watch';

/** Every shelf that is on a page is expected to get an impression within this many requests to the API. */
const REQUESTS = 2_000;
/** How far back requests are counted. */
const BUSY_HOURS = 24;
/** A shelf without an impression in these hours is not reported: it may be new in the settings, and not on a page yet. */
const SEEN_HOURS = 7 * 24;
const HOUR_MS = 3_600_000;

const API = 'requests';

/**
 * The shelves that had an impression in the last {@link SEEN_HOURS}, but none during the latest {@link REQUESTS} requests to the
 * API. Requests are counted by whole hours. If the last {@link BUSY_HOURS} had fewer requests, no shelf is reported.
 */
export async function darkShelves(
  cloudWatch: Pick<CloudWatchClient, 'send'>,
  { shelves, functionName }: WatchedShelves,
  stackName: string,
  nowMs: number,
): Promise<string[]> {
  const filled = filledShelves(shelves);
  const ofApi = {
    Namespace: 'AWS/Lambda',
    MetricName: 'Invocations',
    Dimensions: [{ Name: 'FunctionName', Value: functionName }],
  };
  const queries = [
    query(API, ofApi),
    ...filled.map((one, at) => query(`shelf${at}`, shelfMetric(stackName, one, 'impressions'))),
  ];
  const endMs = Math.floor(nowMs / HOUR_MS) * HOUR_MS;
  const byId = new Map<string, Map<number, number>>();
  let NextToken: string | undefined;
  do {
    const page = await cloudWatch.send(
      new GetMetricDataCommand({
        MetricDataQueries: queries,
        StartTime: new Date(endMs - SEEN_HOURS * HOUR_MS),
        EndTime: new Date(endMs),
        NextToken,
      }),
    );
    for (const result of page.MetricDataResults ?? []) keep(byId, result);
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  const since = busySince(byId.get(API), endMs);
  if (since === undefined) return [];
  const seenAt = (shelf: string): number[] =>
    filled.flatMap((one, at) =>
      one.shelf === shelf
        ? [...(byId.get(`shelf${at}`) ?? [])].flatMap(([ms, sum]) => (sum > 0 ? [ms] : []))
        : [],
    );
  return Object.keys(shelves).filter((shelf) => {
    const hours = seenAt(shelf);
    return hours.length > 0 && hours.every((ms) => ms < since);
  });
}

const query = (Id: string, Metric: ReturnType<typeof shelfMetric>): MetricDataQuery => ({
  Id,
  MetricStat: { Metric, Stat: 'Sum', Period: HOUR_MS / 1_000 },
});

/** Adds a page of a metric's hourly sums, keyed by the start of the hour. */
function keep(
  byId: Map<string, Map<number, number>>,
  { Id = '', Timestamps, Values }: MetricDataResult,
): void {
  const sums = byId.get(Id) ?? new Map<number, number>();
  byId.set(Id, sums);
  Timestamps?.forEach((at, index) => sums.set(at.getTime(), Values?.[index] ?? 0));
}

/**
 * Start of the shortest recent period of whole hours with {@link REQUESTS} requests; undefined if the last
 * {@link BUSY_HOURS} had fewer.
 */
function busySince(requests: ReadonlyMap<number, number> | undefined, endMs: number): number | undefined {
  let sum = 0;
  for (let hour = 1; hour <= BUSY_HOURS; hour++) {
    const startMs = endMs - hour * HOUR_MS;
    sum += requests?.get(startMs) ?? 0;
    if (sum >= REQUESTS) return startMs;
  }
  return undefined;
}
