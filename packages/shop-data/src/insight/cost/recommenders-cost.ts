import {
  HOURS_PER_MONTH,
  includedPerHour,
  usdOf,
  usersUsdPerHour,
} from '@ecommerce-recommenders/personalize/charges';
import { DEFAULT_REQUESTS_PER_SECOND } from '@ecommerce-recommenders/personalize/provisioned-rate';
import { PRICES, type Prices } from '@ecommerce-recommenders/personalize/prices';
import type { ShopUseCases } from '../../contracts/recommender-options';
import { minutesADay, type RunningHours } from '../../contracts/running-hours';

/** Hours of a week, if recommenders are never stopped. */
export const HOURS_A_WEEK = 168;

/** When idle recommenders are stopped, and when requests arrive. */
export interface IdleStops {
  /** The setting; 0 if it is off. */
  readonly stopWhenIdleHours: number;
  /** Hours from the start of a day's running hours to its last request. */
  readonly askedHours: number;
}

/** The check for idle recommenders runs every hour, so on average they run half an hour longer. */
const UNTIL_SEEN_HOURS = 0.5;

/**
 * Billed hours of a day on which recommenders run: all of them, or from the start of the running hours until the
 * recommenders are stopped as idle. Without running hours nothing restarts them, so stops are not counted.
 */
export function billedHoursADay(runningHours: RunningHours | null, idleStops?: IdleStops): number {
  if (!runningHours) return 24;
  const { stopWhenIdleHours = 0, askedHours = 0 } = idleStops ?? {};
  const untilStopped = stopWhenIdleHours > 0 ? askedHours + stopWhenIdleHours + UNTIL_SEEN_HOURS : Infinity;
  return Math.min(minutesADay(runningHours) / 60, untilStopped);
}

/** Billed hours of a month. Holidays, which reduce them, are not counted. */
export function billedHoursPerMonth(runningHours: RunningHours | null, idleStops?: IdleStops): number {
  if (!runningHours) return HOURS_PER_MONTH;
  return monthOf(runningHours.days.length * billedHoursADay(runningHours, idleStops));
}

/** Converts hours per week to hours per month. */
export const monthOf = (hoursAWeek: number): number => (HOURS_PER_MONTH * hoursAWeek) / HOURS_A_WEEK;

/** Load of a recommender. */
export interface RecommenderUse {
  /** Users in the dataset group. */
  readonly users: number;
  /** Average over an hour. */
  readonly requestsPerSecond: number;
  /** Provisioned rate, billed even if unused. */
  readonly minRequestsPerSecond: number;
}

const HOUR_SECONDS = 3_600;

/** Load of a shop's recommenders, each with its provisioned rate. */
export const usesOf = (
  useCases: ShopUseCases,
  use: Omit<RecommenderUse, 'minRequestsPerSecond'>,
): RecommenderUse[] =>
  [...useCases.values()].map(
    ({ minRecommendationRequestsPerSecond: minRequestsPerSecond = DEFAULT_REQUESTS_PER_SECOND }) => ({
      ...use,
      minRequestsPerSecond,
    }),
  );

/**
 * US dollars for recommenders that are ACTIVE for a number of hours per month: their users by tier, and the requests
 * beyond the included ones. Requests are billed as received or as provisioned, whichever is more. Their total volume
 * determines the price tier.
 *
 * @see https://docs.aws.amazon.com/personalize/latest/dg/API_CreateRecommender.html
 */
export function recommendersUsd(
  uses: readonly RecommenderUse[],
  hours: number,
  prices: Prices = PRICES,
): number {
  const users = sum(uses.map(({ users }) => usersUsdPerHour(users, prices))) * hours;
  return users + usdOf(prices.items.moreRecommendations, moreRecommendations(uses, hours, prices));
}

/** Number of recommendations beyond the included ones over a number of hours. */
export const moreRecommendations = (
  uses: readonly RecommenderUse[],
  hours: number,
  prices: Prices = PRICES,
): number =>
  sum(
    uses.map(({ users, requestsPerSecond, minRequestsPerSecond }) => {
      const billed = Math.max(requestsPerSecond, minRequestsPerSecond) * HOUR_SECONDS;
      return Math.max(0, billed - includedPerHour(users, prices));
    }),
  ) * hours;

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/**
 * A sentence about a cost that is not included: AWS charges more for recommenders that return metadata, at an unknown
 * price. `undefined` without such recommenders.
 *
 * @see https://docs.aws.amazon.com/personalize/latest/dg/API_RecommenderConfig.html
 */
export function metadataCost(useCases: ShopUseCases): string | undefined {
  const names = [...useCases].flatMap(([useCase, { metadata }]) => (metadata ? [useCase] : []));
  if (names.length === 0) return undefined;
  return `Metadata in the answers of ${names.join(', ')} costs extra; its price is not known here and not counted.`;
}
