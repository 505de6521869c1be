import { HOURS_PER_MONTH, usdOf } from '@ecommerce-recommenders/prices/charges';
import { PRICES, type Prices } from '@ecommerce-recommenders/prices/prices';
import { recommendersUsd } from './recommenders-cost';

/** What the API costs, in US dollars. */
export interface ApiCost {
  /** A million answers by a recommender; Personalize itself is not included. */
  readonly usdPerMillionLive: number;
  /** A million answers from lists or memory. */
  readonly usdPerMillionListed: number;
  /** The key of the users' tokens, asked or not. */
  readonly usdPerMonthIdle: number;
  /** A month at the rate of the stage, around the clock, all answers live: what abuse costs at worst. */
  readonly usdPerMonthAtWorst: number;
  /** Of that, the recommendations beyond those that recommenders include. */
  readonly usdPerMonthAtWorstPersonalize: number;
}

/** Assumed of an answer: a live one waits for Personalize, some 80 ms; one from memory is a few milliseconds of work. */
const LIVE_SECONDS = 0.1;
const LISTED_SECONDS = 0.005;
const MEMORY_GB = 1;

/** Three lines of Lambda's own and one of the gateway's. */
const LOG_BYTES = 700;

/** Ten items with names and addresses, compressed, with the headers. */
const ANSWER_BYTES = 1_500;

const MILLION = 1_000_000;

/** Prices the API. @param rate requests a second that the stage admits */
export function apiCost(
  { users, rate }: { readonly users: number; readonly rate: number },
  prices: Prices = PRICES,
): ApiCost {
  const { httpApiRequests, lambdaRequests, lambdaDurationArm, logIngestion, transferOut, keys } =
    prices.items;
  const usdFor = (requests: number, seconds: number): number =>
    usdOf(httpApiRequests, requests) +
    usdOf(lambdaRequests, requests) +
    usdOf(lambdaDurationArm, requests * seconds * MEMORY_GB) +
    usdOf(logIngestion, (requests * LOG_BYTES) / 1e9) +
    usdOf(transferOut, (requests * ANSWER_BYTES) / 1e9);
  const month = rate * HOURS_PER_MONTH * 3_600;
  const asked = (requestsPerSecond: number): number =>
    recommendersUsd([{ users, requestsPerSecond, minRequestsPerSecond: 1 }], HOURS_PER_MONTH, prices);
  const personalize = asked(rate) - asked(0);
  return {
    usdPerMillionLive: usdFor(MILLION, LIVE_SECONDS),
    usdPerMillionListed: usdFor(MILLION, LISTED_SECONDS),
    usdPerMonthIdle: usdOf(keys, 1),
    usdPerMonthAtWorst: usdFor(month, LIVE_SECONDS) + personalize,
    usdPerMonthAtWorstPersonalize: personalize,
  };
}
