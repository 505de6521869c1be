import { usdOf } from '@ecommerce-recommenders/prices/charges';
import { PRICES, type Prices } from '@ecommerce-recommenders/prices/prices';
import type { ShopMapping } from '../mapping/mapping';

/** Whether the stack has an HMAC key, for the hashes of the users' ids. */
export const hashesUsers = (mapping: ShopMapping | null): boolean => mapping?.interactions.hashUsers === true;

/**
 * US dollars a month for that key. KMS rotates no HMAC keys, so that it stays the same; a preparation asks it once, which
 * costs nothing to speak of.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/hmac.html
 */
export const userKeyUsd = (prices: Prices = PRICES): number => usdOf(prices.items.keys, 1);
