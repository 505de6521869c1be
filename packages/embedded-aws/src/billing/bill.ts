import { includedPerHour, usdOf, usersUsdPerHour } from '@ecommerce-recommenders/personalize/charges';
import { PRICES, type PriceName, type Prices } from '@ecommerce-recommenders/personalize/prices';
import type { ActiveTime, CampaignCapacity } from './active-time-meter';

/** A line of `GET /_local/bill`. */
export interface BillLine {
  readonly service: string;
  readonly what: string;
  readonly quantity: number;
  readonly unit: string;
  /** US dollars. */
  readonly usd: number;
}

/** Measured quantities. */
export interface Usage {
  readonly quantities: ReadonlyMap<PriceName, number>;
  readonly recommenderTimes: readonly ActiveTime[];
  readonly campaignTimes: readonly ActiveTime<CampaignCapacity>[];
  /** Recommendations given by a recommender or campaign in `[fromMs, toMs)`. */
  readonly given: (arn: string, fromMs: number, toMs: number) => number;
}

/** What AWS would charge: one line per billed item. Volume tiers apply to the whole quantity. */
export function billOf(usage: Usage, prices: Prices = PRICES): BillLine[] {
  const recommenders = recommendersUse(usage, prices);
  const { rankings, rankingsV2 } = rankingsOf(usage);
  const quantities = new Map(usage.quantities)
    .set('moreRecommendations', recommenders.more)
    .set('rankings', rankings)
    .set('rankingsV2', rankingsV2);
  const lines = [...quantities].map(([name, quantity]) => {
    const { service, what, unit, ...price } = prices.items[name];
    return { service, what, quantity, unit, usd: usdOf(price, quantity) };
  });
  return [
    {
      service: 'Amazon Personalize',
      what: 'ACTIVE recommenders',
      quantity: recommenders.hours,
      unit: 'hours',
      usd: recommenders.usd,
    },
    ...lines,
  ]
    .filter(({ quantity }) => quantity > 0)
    .sort((a, b) => b.usd - a.usd);
}

const HOUR_MS = 3_600_000;

/**
 * Hours, their price, and the recommendations beyond the included ones: per clock hour the received or the
 * provisioned number, whichever is greater. The received rate is averaged over the whole hour, even if the
 * recommender is ACTIVE for part of it; the provisioned rate counts for that part only.
 *
 * @see https://docs.aws.amazon.com/personalize/latest/dg/API_RecommenderConfig.html
 */
function recommendersUse(
  { recommenderTimes, given }: Usage,
  prices: Prices,
): { readonly hours: number; readonly usd: number; readonly more: number } {
  let hours = 0;
  let usd = 0;
  let more = 0;
  for (const { arn, users, minRequestsPerSecond, fromMs, toMs } of recommenderTimes) {
    const active = (toMs - fromMs) / HOUR_MS;
    hours += active;
    usd += active * usersUsdPerHour(users, prices);
    const provisionedPerHour = minRequestsPerSecond * 3_600;
    const included = includedPerHour(users, prices);
    for (const [startMs, endMs] of clockHours(fromMs, toMs)) {
      const share = (endMs - startMs) / HOUR_MS;
      const asGiven = given(arn, startMs, endMs) - included;
      const asProvisioned = (provisionedPerHour - included) * share;
      more += Math.max(0, asGiven, asProvisioned);
    }
  }
  return { hours, usd, more };
}

/**
 * Requests to campaigns by price: per clock hour the received or the provisioned number, whichever is greater.
 */
function rankingsOf({ campaignTimes, given }: Usage): Record<CampaignCapacity['price'], number> {
  const total = { rankings: 0, rankingsV2: 0 };
  for (const { arn, price, minRequestsPerSecond, fromMs, toMs } of campaignTimes)
    for (const [startMs, endMs] of clockHours(fromMs, toMs))
      total[price] += Math.max(
        given(arn, startMs, endMs),
        (minRequestsPerSecond * (endMs - startMs)) / 1_000,
      );
  return total;
}

/** Splits a period at the start of each clock hour. */
function* clockHours(fromMs: number, toMs: number): Iterable<readonly [startMs: number, endMs: number]> {
  for (let startMs = fromMs; startMs < toMs;) {
    const endMs = Math.min(toMs, (Math.floor(startMs / HOUR_MS) + 1) * HOUR_MS);
    yield [startMs, endMs];
    startMs = endMs;
  }
}
