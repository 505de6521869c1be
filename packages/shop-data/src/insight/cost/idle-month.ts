import { DEFAULT_REQUESTS_PER_SECOND } from '@ecommerce-recommenders/personalize/provisioned-rate';
import { servedBy } from '../../contracts/lists/serving';
import type { ShopFacts } from '../readiness/shop-facts';
import type { ShopUseCases } from '../../contracts/recommender-options';
import { provisionedAt, provisionedFor } from '../../contracts/request-bounds';
import type { Settings } from '../../contracts/settings/settings';
import { listsCost, type ListsCost } from './lists-cost';
import { billedHoursPerMonth, recommendersUsd, usesOf } from './recommenders-cost';
import { runsPerMonth } from './runs-per-month';

/** Cost of a month of live recommenders without requests. */
export interface LiveMonth {
  /** US dollars; for rates that follow use, at the minimum. */
  readonly liveUsd: number;
  /** The same with these rates at the maximum. */
  readonly liveUsdAtMost: number;
  /** The same with the minimums that AWS advises. */
  readonly liveUsdAtOne: number;
}

/** Prices a month of the live use cases without requests. */
export function liveMonth(
  settings: Pick<Settings, 'useCases' | 'serving' | 'requestRate' | 'runningHours'>,
  users: number,
): LiveMonth {
  const usdOf = (useCases: ShopUseCases): number =>
    recommendersUsd(
      usesOf(useCases, { users, requestsPerSecond: 0 }),
      billedHoursPerMonth(settings.runningHours),
    );
  return {
    liveUsd: usdOf(provisionedAt('min', settings)),
    liveUsdAtMost: usdOf(provisionedAt('max', settings)),
    liveUsdAtOne: usdOf(provisionedFor(DEFAULT_REQUESTS_PER_SECOND, settings)),
  };
}

/** Prices a month of the use cases that lists serve, with the number of items with traffic. */
export function listsMonth(
  settings: Pick<Settings, 'useCases' | 'serving' | 'filters' | 'listsSchedule'>,
  { users, events }: Pick<ShopFacts, 'users' | 'events'>,
): ListsCost & { readonly items: number } {
  const items = Math.max(0, ...Object.values(events).map((facts) => facts.items));
  const use = { useCases: servedBy('lists', settings), users, items, filters: settings.filters };
  return { ...listsCost({ ...use, runsPerMonth: runsPerMonth(settings.listsSchedule) }), items };
}
