import type { ShopUseCases } from '../use-cases';
import { hoursAWeek, type RunningHours } from '../running-hours';
import { PRICES } from './prices';

/** As AWS counts a month of something that is billed by the hour. */
export const HOURS_PER_MONTH = 730;

const HOURS_A_WEEK = 168;

/**
 * Hours of a month for which recommenders are billed: all of them, or those in which they run. Holidays, and stops for
 * want of requests, make it fewer and are not counted.
 */
export const billedHoursPerMonth = (runningHours: RunningHours | null): number =>
  runningHours ? (HOURS_PER_MONTH * hoursAWeek(runningHours)) / HOURS_A_WEEK : HOURS_PER_MONTH;

/** How a recommender is used. */
export interface RecommenderUse {
  /** Users in the dataset group. */
  readonly users: number;
  /** Average over an hour. */
  readonly requestsPerSecond: number;
  /** What is provisioned, and billed if fewer come. */
  readonly minRequestsPerSecond: number;
}

const BLOCK = 100_000;
const HOUR_SECONDS = 3_600;

/** How the recommenders of a shop are used, each with the rate that it provisions. */
export const usesOf = (
  useCases: ShopUseCases,
  use: Omit<RecommenderUse, 'minRequestsPerSecond'>,
): RecommenderUse[] =>
  [...useCases.values()].map(({ minRecommendationRequestsPerSecond: minRequestsPerSecond = 1 }) => ({
    ...use,
    minRequestsPerSecond,
  }));

/**
 * US dollars for recommenders that are ACTIVE for so many hours of a month: their users by tier, and the requests beyond
 * the included ones, of which as many are billed as come or as are provisioned, whichever is more. The volume of all of
 * them together lowers the price of a request.
 *
 * @see https://docs.aws.amazon.com/personalize/latest/dg/API_CreateRecommender.html
 */
export function recommendersUsd(uses: readonly RecommenderUse[], hours: number): number {
  const users = sum(uses.map(({ users }) => usersUsdPerHour(users))) * hours;
  return users + moreUsd(sum(uses.map(morePerHour)) * hours);
}

function usersUsdPerHour(users: number): number {
  // The smallest shop pays for one block, too.
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
 * What the bill leaves out, in a sentence: AWS charges more for recommenders whose answers carry metadata, and how
 * much is not known here. `undefined` where there are none.
 *
 * @see https://docs.aws.amazon.com/personalize/latest/dg/API_RecommenderConfig.html
 */
export function metadataCost(useCases: ShopUseCases): string | undefined {
  const names = [...useCases].flatMap(([useCase, { metadata }]) => (metadata ? [useCase] : []));
  if (names.length === 0) return undefined;
  return `Metadata in the answers of ${names.join(', ')} costs extra; its price is not known here and not counted.`;
}
