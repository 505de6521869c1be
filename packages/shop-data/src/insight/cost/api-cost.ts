import { DEFAULT_REQUESTS_PER_SECOND } from '@ecommerce-recommenders/personalize/provisioned-rate';
import { HOURS_PER_MONTH, usdOf } from '@ecommerce-recommenders/personalize/charges';
import { PRICES, type Prices } from '@ecommerce-recommenders/personalize/prices';
import { FORGED_PER_MINUTE } from '../../contracts/functions/api';
import { recommendersUsd } from './recommenders-cost';

/** What the API costs, in US dollars. */
export interface ApiCost {
  /** Per million answers by a recommender, without Personalize itself. */
  readonly usdPerMillionLive: number;
  /** Per million answers from lists or memory. */
  readonly usdPerMillionListed: number;
  /** Per month for the key of the user tokens, whether used or not. */
  readonly usdPerMonthIdle: number;
  /**
   * Per month at the rate of the stage around the clock, if all answers are live, with the maximum number of forged
   * tokens. The rate is a target, so the stage may admit more.
   */
  readonly usdPerMonthAtRate: number;
  /** The part of {@link usdPerMonthAtRate} for recommendations beyond the included ones. */
  readonly usdPerMonthAtRatePersonalize: number;
  /** The part of {@link usdPerMonthAtRate} for verifying forged tokens with KMS. */
  readonly usdPerMonthAtRateForged: number;
  /** The same with the maximum number of live answers that the reserved concurrency can process; absent without a reservation. */
  readonly atConcurrency?: { readonly requestsPerSecond: number; readonly usdPerMonth: number };
}

/** Assumed duration of a live answer, which waits about 80 ms for Personalize. An answer from memory takes a few milliseconds. */
const LIVE_SECONDS = 0.1;
const LISTED_SECONDS = 0.005;
const MEMORY_GB = 1;

/** Assumed log data of an answer: three lines of Lambda and one of the gateway. */
const LOG_BYTES = 700;

/** Assumed size of an answer: ten items with names and URLs, compressed, with headers. */
const ANSWER_BYTES = 1_500;

const MILLION = 1_000_000;

/** Prices the API. @param rate requests per second at which the stage aims; @param concurrency reserved executions, if any */
export function apiCost(
  {
    users,
    rate,
    concurrency,
  }: { readonly users: number; readonly rate: number; readonly concurrency?: number },
  prices: Prices = PRICES,
): ApiCost {
  const { httpApiRequests, lambdaRequests, lambdaDurationArm, logIngestion, transferOut, keys, macRequests } =
    prices.items;
  const usdFor = (requests: number, seconds: number): number =>
    usdOf(httpApiRequests, requests) +
    usdOf(lambdaRequests, requests) +
    usdOf(lambdaDurationArm, requests * seconds * MEMORY_GB) +
    usdOf(logIngestion, (requests * LOG_BYTES) / 1e9) +
    usdOf(transferOut, (requests * ANSWER_BYTES) / 1e9);
  const SECONDS = HOURS_PER_MONTH * 3_600;
  const asked = (requestsPerSecond: number): number =>
    recommendersUsd(
      [{ users, requestsPerSecond, minRequestsPerSecond: DEFAULT_REQUESTS_PER_SECOND }],
      HOURS_PER_MONTH,
      prices,
    );
  const atRate = (requestsPerSecond: number): { personalize: number; forged: number; all: number } => {
    const environments = concurrency ?? Math.max(1, Math.ceil(requestsPerSecond * LIVE_SECONDS));
    const forgedPerSecond = Math.min(requestsPerSecond, (environments * FORGED_PER_MINUTE) / 60);
    const personalize = asked(requestsPerSecond) - asked(0);
    const forged = usdOf(macRequests, forgedPerSecond * SECONDS);
    return {
      personalize,
      forged,
      all: usdFor(requestsPerSecond * SECONDS, LIVE_SECONDS) + personalize + forged,
    };
  };
  const { personalize, forged, all } = atRate(rate);
  const most = concurrency === undefined ? undefined : concurrency / LIVE_SECONDS;
  return {
    usdPerMillionLive: usdFor(MILLION, LIVE_SECONDS),
    usdPerMillionListed: usdFor(MILLION, LISTED_SECONDS),
    usdPerMonthIdle: usdOf(keys, 1),
    usdPerMonthAtRate: all,
    usdPerMonthAtRatePersonalize: personalize,
    usdPerMonthAtRateForged: forged,
    ...(most !== undefined && {
      atConcurrency: { requestsPerSecond: most, usdPerMonth: atRate(most).all },
    }),
  };
}
