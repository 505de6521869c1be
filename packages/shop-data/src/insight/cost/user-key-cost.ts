import { usdOf } from '@ecommerce-recommenders/personalize/charges';
import { PRICES, type Prices } from '@ecommerce-recommenders/personalize/prices';
import type { ShopMapping } from '../../data/mapping/mapping';

/** Whether the stack has an HMAC key for hashing user ids. */
export const hashesUsers = (mapping: ShopMapping | null): boolean => mapping?.interactions.hashUsers === true;

/**
 * US dollars per month for that key. KMS does not rotate HMAC keys, so the price stays the same. The cost of each
 * preparation's request is negligible.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/hmac.html
 */
export const userKeyUsd = (prices: Prices = PRICES): number => usdOf(prices.items.keys, 1);
