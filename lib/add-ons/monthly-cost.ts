import { PRICES } from '@ecommerce-recommenders/personalize/prices';

/** Every cost note ends with this. */
export const MORE_ON_COST = `${PRICES.isConfirmed ? '' : 'unconfirmed, '}npm run cost says more`;

/** `$1,234`, without cents. */
export const inDollars = (usd: number): string =>
  `$${usd.toLocaleString('en-US', { maximumFractionDigits: 0 })}`;
