import { DEFAULT_REQUESTS_PER_SECOND } from '@ecommerce-recommenders/personalize/provisioned-rate';
import type { ShopUseCases } from '../../contracts/recommender-options';
import { provisionedAt, provisionedFor, type BoundedShop } from '../../contracts/request-rate';
import { HOURS_A_WEEK, monthOf, recommendersUsd, usesOf } from './recommenders-cost';

/** Cost of a month of live recommenders without requests. */
export interface LiveMonth {
  /** US dollars. Rates that are adjusted to use count with their minimum. */
  readonly liveUsd: number;
  /** The same, with these rates at their maximum. */
  readonly liveUsdAtMost: number;
  /** The same, with the minimum rates that AWS advises. */
  readonly liveUsdAtOne: number;
}

/** Prices a month of the live use cases without requests. */
export function liveMonth(
  { hoursAWeek = HOURS_A_WEEK, ...settings }: BoundedShop & { readonly hoursAWeek?: number },
  users: number,
): LiveMonth {
  const usdOf = (useCases: ShopUseCases): number =>
    recommendersUsd(usesOf(useCases, { users, requestsPerSecond: 0 }), monthOf(hoursAWeek));
  return {
    liveUsd: usdOf(provisionedAt('min', settings)),
    liveUsdAtMost: usdOf(provisionedAt('max', settings)),
    liveUsdAtOne: usdOf(provisionedFor(DEFAULT_REQUESTS_PER_SECOND, settings)),
  };
}
