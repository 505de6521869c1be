import { DEFAULT_REQUESTS_PER_SECOND } from '@ecommerce-recommenders/personalize/provisioned-rate';
import { HOURS_PER_MONTH } from '@ecommerce-recommenders/personalize/charges';
import { PRICES, type Prices } from '@ecommerce-recommenders/personalize/prices';
import { listedFilters } from '../../contracts/lists/listed-filters';
import { needsItem } from '../../contracts/lists/read-list';
import { LISTABLE, servedBy } from '../../contracts/lists/serving';
import { askingMs } from '../../contracts/lists/slices';
import type { ShopUseCases } from '../../contracts/recommender-options';
import type { ShopValues } from '../../contracts/settings/settings';
import { recommendersUsd, usesOf, type RecommenderUse } from './recommenders-cost';
import { runsPerMonth } from './runs-per-month';
import type { ShopSize } from '../readiness/shop-facts';
import { listedItems } from './shop-size';

/** Inputs to the cost of lists. */
export interface ListsUse {
  readonly useCases: ShopUseCases;
  /** Number of users in the dataset group. */
  readonly users: number;
  /** Number of items that get lists. */
  readonly items: number;
  readonly filters: Readonly<Record<string, string>>;
  readonly runsPerMonth: number;
  /**
   * Milliseconds that a recommender takes to answer.
   *
   * @default 100
   */
  readonly answerMs?: number;
}

/** Requests of a run, the time for which its recommenders are ACTIVE, and the cost of both. */
export interface ListsCost {
  readonly requestsPerRun: number;
  readonly hoursPerRun: number;
  readonly usdPerMonth: number;
}

/** Maximum number of items on which Personalize trains. */
export const MAX_ITEMS = 750_000;

/** The use cases that can be served from lists. */
const listable = (useCases: ShopUseCases): ShopUseCases =>
  new Map([...useCases].filter(([useCase]) => LISTABLE.includes(useCase)));

/** Prices lists of the use cases that can have them: the hours of their recommenders, and requests beyond the included ones. */
export function listsCost(
  { useCases, users, items, filters, runsPerMonth, answerMs = 100 }: ListsUse,
  prices: Prices = PRICES,
): ListsCost {
  const made = [...listable(useCases)];
  const lists = made.map(([useCase]) => 1 + listedFilters(filters, useCase).length);
  const requests = made.map(([useCase], at) => (needsItem(useCase) ? items : 1) * lists[at]);
  const requestsPerRun = requests.reduce((sum, one) => sum + one, 0);
  const listsOfItems = made.reduce((sum, [useCase], at) => sum + (needsItem(useCase) ? lists[at] : 0), 0);
  // A run takes at least one hour, because trainings do not all end, and deletions do not all begin, in the same minute.
  const hoursPerRun = Math.max(1, askingMs(items, listsOfItems, answerMs) / 3_600_000);
  const uses = made.map(
    (
      [, { minRecommendationRequestsPerSecond: minRequestsPerSecond = DEFAULT_REQUESTS_PER_SECOND }],
      at,
    ): RecommenderUse => ({
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

/** US dollars per month for the same use cases if they were served live, without requests. */
export const liveUsd = (
  { useCases, users }: Pick<ListsUse, 'useCases' | 'users'>,
  prices: Prices = PRICES,
): number =>
  recommendersUsd(usesOf(listable(useCases), { users, requestsPerSecond: 0 }), HOURS_PER_MONTH, prices);

/** Number of items above which lists cost more than idle live recommenders; `undefined` if no catalogue can be that large. */
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

/** Prices a month of the use cases that are served from lists. Includes the number of items that get lists. */
export function listsMonth(
  settings: Pick<ShopValues, 'useCases' | 'serving' | 'filters' | 'listsSchedule' | 'listsItems'>,
  size: ShopSize,
): ListsCost & { readonly items: number } {
  const items = listedItems(size, settings.listsItems);
  const { users } = size;
  const use = { useCases: servedBy('lists', settings), users, items, filters: settings.filters };
  return { ...listsCost({ ...use, runsPerMonth: runsPerMonth(settings.listsSchedule) }), items };
}
