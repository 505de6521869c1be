import { usdOf } from '@ecommerce-recommenders/personalize/charges';
import { PRICES, type Prices } from '@ecommerce-recommenders/personalize/prices';
import { servedBy } from '../../contracts/lists/serving';
import type { Settings } from '../../contracts/settings/settings';
import { billedHoursPerMonth, recommendersUsd, usesOf } from './recommenders-cost';

/** What guests cost, in US dollars. */
export interface GuestsCost {
  /** Number of guests after a year, if the daily maximum is admitted. Personalize never deletes users because of their age. */
  readonly usersAfterYear: number;
  /** What these guests add to the monthly cost of live recommenders without requests. */
  readonly usdPerMonthAfterYear: number;
  /** Cost of the key of their tokens. */
  readonly usdPerMonthKey: number;
}

/** Prices guests. Recommenders are priced by users, so each guest adds to the cost. */
export function guestsCost(
  {
    users,
    perDay,
    ...settings
  }: Pick<Settings, 'useCases' | 'serving' | 'runningHours'> & {
    /** Number of users in the dataset group, without guests. */
    readonly users: number;
    readonly perDay: number;
  },
  prices: Prices = PRICES,
): GuestsCost {
  const usersAfterYear = 365 * perDay;
  const live = servedBy('live', settings);
  const usdOfUsers = (count: number): number =>
    recommendersUsd(
      usesOf(live, { users: count, requestsPerSecond: 0 }),
      billedHoursPerMonth(settings.runningHours),
      prices,
    );
  return {
    usersAfterYear,
    usdPerMonthAfterYear: usdOfUsers(users + usersAfterYear) - usdOfUsers(users),
    usdPerMonthKey: usdOf(prices.items.keys, 1),
  };
}
