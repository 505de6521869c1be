/** What a recommender costs while it is ACTIVE, for shops up to a number of users. */
export interface UserTier {
  /** Users in the dataset group, up to and including this many. */
  readonly upToUsers: number;
  /** US dollars an hour for each started block of 100,000 users in this tier. */
  readonly usdPer100kUsersAndHour: number;
  /** Recommendations an hour that are included in this price. */
  readonly includedPerHour: number;
}

/** Price of recommendations beyond the included ones, up to a monthly volume. */
export interface VolumeTier {
  /** Further recommendations of the account in a month, up to and including this many. */
  readonly upToMonthly: number;
  readonly usdPer1000: number;
}

/**
 * Prices of Amazon Personalize's recommenders in US dollars, us-east-1.
 *
 * AWS publishes them at https://aws.amazon.com/personalize/pricing/. These are from a third party's copy of that page
 * and unconfirmed, so whoever prints them must say so.
 */
export const PRICES = {
  asOf: '2026-11',
  isConfirmed: false,
  source: 'https://aws.amazon.com/personalize/pricing/',
  tiers: [
    { upToUsers: 100_000, usdPer100kUsersAndHour: 0.375, includedPerHour: 4_000 },
    { upToUsers: 1_000_000, usdPer100kUsersAndHour: 0.045, includedPerHour: 6_000 },
    { upToUsers: 10_000_000, usdPer100kUsersAndHour: 0.018, includedPerHour: 9_000 },
    { upToUsers: Infinity, usdPer100kUsersAndHour: 0.005, includedPerHour: 14_000 },
  ],
  /** Volume tiers of campaigns on the same page; those of recommenders are unconfirmed. */
  moreRecommendations: [
    { upToMonthly: 72_000_000, usdPer1000: 0.0833 },
    { upToMonthly: 720_000_000, usdPer1000: 0.0417 },
    { upToMonthly: Infinity, usdPer1000: 0.0208 },
  ],
  /** For imported files, and for streamed events, items and users. */
  usdPerGBIngested: 0.05,
  /**
   * A customer managed key, prorated hourly; its first rotation doubles the price, the second triples it.
   *
   * @see https://aws.amazon.com/kms/pricing/
   */
  usdPerKeyMonth: 1,
  /**
   * A G.1X worker of AWS Glue (one DPU), billed by the second, at least one minute.
   *
   * @see https://aws.amazon.com/glue/pricing/
   */
  usdPerGlueWorkerHour: 0.44,
} as const satisfies {
  readonly tiers: readonly UserTier[];
  readonly moreRecommendations: readonly VolumeTier[];
  readonly [fact: string]: unknown;
};
