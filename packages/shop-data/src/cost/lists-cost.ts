import { HOURS_PER_MONTH } from '@ecommerce-recommenders/prices/charges';
import { PRICES, type Prices } from '@ecommerce-recommenders/prices/prices';
import { listedFilters } from '../lists/listed-filters';
import { needsItem } from '../lists/read-list';
import { LISTABLE } from '../lists/serving';
import type { ShopUseCases } from '../recommender-options';
import { recommendersUsd, usesOf, type RecommenderUse } from './recommenders-cost';

/** What lists are made of, and how often. */
export interface ListsUse {
  readonly useCases: ShopUseCases;
  /** Users in the dataset group. */
  readonly users: number;
  /** Items that get lists. */
  readonly items: number;
  readonly filters: Readonly<Record<string, string>>;
  readonly runsPerMonth: number;
}

/** What a run asks and how long its recommenders are ACTIVE. */
export interface ListsCost {
  readonly requestsPerRun: number;
  readonly hoursPerRun: number;
  readonly usdPerMonth: number;
}

/** Requests a second of a run: four functions, eight requests in flight each, about 100 ms an answer. */
const ASKED_PER_SECOND = 320;

/** The service trains on at most as many items. */
export const MAX_ITEMS = 750_000;

/** The use cases that can be served by lists. */
const listable = (useCases: ShopUseCases): ShopUseCases =>
  new Map([...useCases].filter(([useCase]) => LISTABLE.includes(useCase)));

/** Prices lists of the use cases that can have some: hours of their recommenders, and requests beyond those included. */
export function listsCost(
  { useCases, users, items, filters, runsPerMonth }: ListsUse,
  prices: Prices = PRICES,
): ListsCost {
  const made = [...listable(useCases)];
  const requests = made.map(
    ([useCase]) => (needsItem(useCase) ? items : 1) * (1 + listedFilters(filters, useCase).length),
  );
  const requestsPerRun = requests.reduce((sum, one) => sum + one, 0);
  // At least one: training does not end, and deletion does not begin, on the same minute for all.
  const hoursPerRun = Math.max(1, requestsPerRun / ASKED_PER_SECOND / 3_600);
  const uses = made.map(
    ([, { minRecommendationRequestsPerSecond: minRequestsPerSecond = 1 }], at): RecommenderUse => ({
      users,
      minRequestsPerSecond,
      requestsPerSecond: requests[at] / (hoursPerRun * 3_600),
    }),
  );
  return {
    requestsPerRun,
    hoursPerRun,
    usdPerMonth: recommendersUsd(uses, hoursPerRun * runsPerMonth, prices),
  };
}

/** US dollars a month of the same use cases, live and never asked. */
export const liveUsd = (
  { useCases, users }: Pick<ListsUse, 'useCases' | 'users'>,
  prices: Prices = PRICES,
): number =>
  recommendersUsd(usesOf(listable(useCases), { users, requestsPerSecond: 0 }), HOURS_PER_MONTH, prices);

/** Fewest items for which lists cost as much as idle live recommenders; `undefined` if no catalogue has as many. */
export function breakEvenItems(use: ListsUse, prices: Prices = PRICES): number | undefined {
  const isCheaper = (items: number): boolean =>
    listsCost({ ...use, items }, prices).usdPerMonth < liveUsd(use, prices);
  let [low, high] = [0, MAX_ITEMS];
  if (isCheaper(high)) return undefined;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (isCheaper(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}
