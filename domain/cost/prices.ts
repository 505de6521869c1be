/** What a recommender costs while it is ACTIVE, for shops up to a number of users. */
export interface UserTier {
  /** Users in the dataset group, up to and including this many. */
  readonly upToUsers: number;
  /** US dollars an hour for each 100,000 users, begun ones counted whole, that fall into this tier. */
  readonly usdPer100kUsersAndHour: number;
  /** Recommendations an hour that the price of a shop of this size includes. */
  readonly includedPerHour: number;
}

/** What recommendations cost beyond the included ones, up to a number of them. */
export interface VolumeTier {
  /** Further recommendations of the account in a month, up to and including this many. */
  readonly upToMonthly: number;
  readonly usdPer1000: number;
}

/**
 * Prices of Amazon Personalize's recommenders in US dollars, us-east-1.
 *
 * AWS shows them at https://aws.amazon.com/personalize/pricing/. These come from a third party's copy of that
 * page and were not seen there, so whoever prints them says so.
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
  /** At the volumes at which the same page lowers the price of campaigns; those of recommenders were not seen. */
  moreRecommendations: [
    { upToMonthly: 72_000_000, usdPer1000: 0.0833 },
    { upToMonthly: 720_000_000, usdPer1000: 0.0417 },
    { upToMonthly: Infinity, usdPer1000: 0.0208 },
  ],
  /** Of files that are imported, and of events, items and users that are streamed. */
  usdPerGBIngested: 0.05,
  /**
   * A key of the customer's, by the hour; its first rotation makes it twice that, its second three times.
   *
   * @see https://aws.amazon.com/kms/pricing/
   */
  usdPerKeyMonth: 1,
  /**
   * A worker of AWS Glue of the kind that the preparation's job has (G.1X, one DPU), by the second and at least for a minute.
   *
   * @see https://aws.amazon.com/glue/pricing/
   */
  usdPerGlueWorkerHour: 0.44,
} as const satisfies {
  readonly tiers: readonly UserTier[];
  readonly moreRecommendations: readonly VolumeTier[];
  readonly [fact: string]: unknown;
};
