import { servedBy } from '../lists/serving';
import type { ShopFacts } from '../readiness/shop-facts';
import { provisionedAt, type RequestBounds } from '../request-bounds';
import type { Settings } from '../settings/settings';
import { listsCost, type ListsCost } from './lists-cost';
import { billedHoursPerMonth, recommendersUsd, usesOf } from './recommenders-cost';
import { runsPerMonth } from './runs-per-month';

/** A month without requests. */
export interface IdleMonth {
  /** US dollars of the live recommenders; where rates follow use, at their least. */
  readonly liveUsd: number;
  /** The same with these rates at their most. */
  readonly liveUsdAtMost: number;
  readonly lists: ListsCost & {
    /** Items with traffic. */
    readonly items: number;
  };
}

/** Prices a month of a shop that nobody asks, by how each use case is served. */
export function idleMonth(
  settings: Pick<
    Settings,
    'useCases' | 'serving' | 'minRequests' | 'filters' | 'listsSchedule' | 'runningHours'
  >,
  { users, events }: Pick<ShopFacts, 'users' | 'events'>,
): IdleMonth {
  const { filters, listsSchedule, runningHours } = settings;
  const liveUsdAt = (end: keyof RequestBounds): number =>
    recommendersUsd(
      usesOf(provisionedAt(end, settings), { users, requestsPerSecond: 0 }),
      billedHoursPerMonth(runningHours),
    );
  const items = Math.max(0, ...Object.values(events).map((facts) => facts.items));
  const use = { useCases: servedBy('lists', settings), users, items, filters };
  return {
    liveUsd: liveUsdAt('min'),
    liveUsdAtMost: liveUsdAt('max'),
    lists: { ...listsCost({ ...use, runsPerMonth: runsPerMonth(listsSchedule) }), items },
  };
}
