import type { ShopUseCases } from '../recommender-options';
import { hoursAWeek, type RunningHours } from '../running-hours';
import { PRICES } from './prices';

/** AWS's convention for the hours of a month. */
export const HOURS_PER_MONTH = 730;

const HOURS_A_WEEK = 168;

/** Billed hours of a month: all, or the running hours. Holidays and idle stops, which reduce them, are not counted. */
export const billedHoursPerMonth = (runningHours: RunningHours | null): number =>
  runningHours ? (HOURS_PER_MONTH * hoursAWeek(runningHours)) / HOURS_A_WEEK : HOURS_PER_MONTH;

/** Load of a recommender. */
export interface RecommenderUse {
  /** Users in the dataset group. */
  readonly users: number;
  /** Average over an hour. */
  readonly requestsPerSecond: number;
  /** Provisioned rate, billed even if unused. */
  readonly minRequestsPerSecond: number;
}

const BLOCK = 100_000;
const HOUR_SECONDS = 3_600;

/** Load of a shop's recommenders, each with its provisioned rate. */
export const usesOf = (
  useCases: ShopUseCases,
  use: Omit<RecommenderUse, 'minRequestsPerSecond'>,
): RecommenderUse[] =>
  [...useCases.values()].map(({ minRecommendationRequestsPerSecond: minRequestsPerSecond = 1 }) => ({
    ...use,
    minRequestsPerSecond,
  }));

/**
 * US dollars for recommenders that are ACTIVE for a number of hours a month: their users by tier, and the requests
 * beyond the included ones. Requests are billed as received or as provisioned, whichever is more; their total volume
 * determines the price tier.
 *
 * @see https://docs.aws.amazon.com/personalize/latest/dg/API_CreateRecommender.html
 */
export function recommendersUsd(uses: readonly RecommenderUse[], hours: number): number {
  const users = sum(uses.map(({ users }) => usersUsdPerHour(users))) * hours;
  return users + moreUsd(sum(uses.map(morePerHour)) * hours);
}

function usersUsdPerHour(users: number): number {
  // At least one block is billed.
  const blocks = Math.max(1, Math.ceil(users / BLOCK));
  let usd = 0;
  let counted = 0;
  for (const { upToUsers, usdPer100kUsersAndHour } of PRICES.tiers) {
    const inTier = Math.max(0, Math.min(blocks, upToUsers / BLOCK) - counted);
    usd += inTier * usdPer100kUsersAndHour;
    counted += inTier;
  }
  return usd;
}

function morePerHour({ users, requestsPerSecond, minRequestsPerSecond }: RecommenderUse): number {
  const tier = PRICES.tiers.find(({ upToUsers }) => users <= upToUsers) ?? PRICES.tiers[0];
  const billed = Math.max(requestsPerSecond, minRequestsPerSecond) * HOUR_SECONDS;
  return Math.max(0, billed - tier.includedPerHour);
}

function moreUsd(recommendations: number): number {
  let usd = 0;
  let counted = 0;
  for (const { upToMonthly, usdPer1000 } of PRICES.moreRecommendations) {
    const inTier = Math.max(0, Math.min(recommendations, upToMonthly) - counted);
    usd += (inTier / 1_000) * usdPer1000;
    counted += inTier;
  }
  return usd;
}

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
