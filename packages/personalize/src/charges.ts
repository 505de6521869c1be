import type { Price, Prices, UserTier } from './prices';

/** AWS's convention for the hours of a month. */
export const HOURS_PER_MONTH = 730;

/** US dollars for a month's quantity, computed tier by tier. */
export function usdOf({ tiers, per }: Pick<Price, 'tiers' | 'per'>, quantity: number): number {
  let usd = 0;
  let counted = 0;
  for (const { upTo = Infinity, usd: tierUsd } of tiers) {
    const inTier = Math.max(0, Math.min(quantity, upTo) - counted);
    usd += (inTier / per) * tierUsd;
    counted += inTier;
  }
  return usd;
}

/** Recommender prices are for each started block of this many users. */
const BLOCK = 100_000;

/** US dollars for an hour of an ACTIVE recommender; at least one block is billed. */
export function usersUsdPerHour(users: number, { recommender }: Pick<Prices, 'recommender'>): number {
  const tiers = recommender.map(({ upToUsers, usdPer100kUsersAndHour }) => ({
    upTo: upToUsers === undefined ? undefined : upToUsers / BLOCK,
    usd: usdPer100kUsersAndHour,
  }));
  return usdOf({ tiers, per: 1 }, Math.max(1, Math.ceil(users / BLOCK)));
}

/** Recommendations included in an hour of a recommender. */
export const includedPerHour = (users: number, { recommender }: Pick<Prices, 'recommender'>): number =>
  (recommender.find(({ upToUsers = Infinity }) => users <= upToUsers) as UserTier).includedPerHour;
