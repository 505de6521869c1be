import { PRICES } from './prices';

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

/**
 * US dollars an hour for one ACTIVE recommender: its users by tier, and the requests beyond the included ones,
 * of which as many are billed as come or as are provisioned, whichever is more.
 *
 * @see https://docs.aws.amazon.com/personalize/latest/dg/API_CreateRecommender.html
 */
export function recommenderUsdPerHour(use: RecommenderUse): number {
  const { users, requestsPerSecond, minRequestsPerSecond } = use;
  const tier = PRICES.tiers.find(({ upToUsers }) => users <= upToUsers) ?? PRICES.tiers[0];
  const billed = Math.max(requestsPerSecond, minRequestsPerSecond) * HOUR_SECONDS;
  const more = Math.max(0, billed - tier.includedPerHour);
  return usersUsdPerHour(users) + (more / 1_000) * PRICES.usdPer1000MoreRecommendations;
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
