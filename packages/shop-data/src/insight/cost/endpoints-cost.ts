import { HOURS_PER_MONTH, usdOf } from '@ecommerce-recommenders/personalize/charges';
import { PRICES, type Prices } from '@ecommerce-recommenders/personalize/prices';

/** US dollars a month for interface endpoints, without what passes through them. @param count once for each zone */
export const endpointsUsd = (count: number, prices: Prices = PRICES): number =>
  usdOf(prices.items.interfaceEndpoints, count * HOURS_PER_MONTH);
