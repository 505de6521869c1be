import { DEFAULT_REQUESTS_PER_SECOND } from '@ecommerce-recommenders/personalize/provisioned-rate';
import { servedBy } from '../lists/serving';
import type { ShopFacts } from '../readiness/shop-facts';
import type { ShopUseCases } from '../recommender-options';
import { provisionedAt, provisionedFor } from '../request-bounds';
import type { Settings } from '../settings/settings';
import { listsCost, type ListsCost } from './lists-cost';
import { billedHoursPerMonth, recommendersUsd, usesOf } from './recommenders-cost';
import { runsPerMonth } from './runs-per-month';

/** Cost of a month without requests. */
export interface IdleMonth {
  /** US dollars for the live recommenders; for rates that follow use, at the minimum. */
  readonly liveUsd: number;
  /** The same with these rates at the maximum. */
  readonly liveUsdAtMost: number;
  /** The same with the minimums that AWS advises. */
  readonly liveUsdAtOne: number;
  readonly lists: ListsCost & {
    /** Items with traffic. */
    readonly items: number;
  };
}

/** Prices a month without requests, by how each use case is served. */
export function idleMonth(
  settings: Pick<
    Settings,
    'useCases' | 'serving' | 'requestRate' | 'filters' | 'listsSchedule' | 'runningHours'
  >,
  { users, events }: Pick<ShopFacts, 'users' | 'events'>,
): IdleMonth {
  const { filters, listsSchedule, runningHours } = settings;
  const usdOf = (useCases: ShopUseCases): number =>
    recommendersUsd(usesOf(useCases, { users, requestsPerSecond: 0 }), billedHoursPerMonth(runningHours));
  const items = Math.max(0, ...Object.values(events).map((facts) => facts.items));
  const use = { useCases: servedBy('lists', settings), users, items, filters };
  return {
    liveUsd: usdOf(provisionedAt('min', settings)),
    liveUsdAtMost: usdOf(provisionedAt('max', settings)),
    liveUsdAtOne: usdOf(provisionedFor(DEFAULT_REQUESTS_PER_SECOND, settings)),
    lists: { ...listsCost({ ...use, runsPerMonth: runsPerMonth(listsSchedule) }), items },
  };
}
