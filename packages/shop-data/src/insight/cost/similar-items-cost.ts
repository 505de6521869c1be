import { usdOf } from '@ecommerce-recommenders/personalize/charges';
import { PRICES, type Prices } from '@ecommerce-recommenders/personalize/prices';
import { shardCount } from '../../contracts/lists/shards';

/** Memory of the function that makes lists of similar items, in MiB. 750,000 items take about 1 GB. */
export const SIMILAR_ITEMS_MIB = 3_008;

/** Assumed time that the function takes per item for reading and comparing. */
const MS_PER_ITEM = 1;

/** US dollars of one run for lists of similar items: the function, and one S3 object per shard. */
export const similarItemsUsd = (items: number, prices: Prices = PRICES): number =>
  usdOf(prices.items.lambdaDurationArm, ((items * MS_PER_ITEM) / 1_000) * (SIMILAR_ITEMS_MIB / 1_024)) +
  usdOf(prices.items.s3Writes, shardCount(items));
