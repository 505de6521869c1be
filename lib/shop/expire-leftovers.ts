import { AspectPriority, Aspects } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { EXPIRING, IN_SERVICE } from '@ecommerce-recommenders/shop-data/contracts/leftovers';
import type { DataBucket } from './data-bucket';

/** Retention of files of an add-on that is gone, in days. */
const LEFTOVER_DAYS = 7;

/**
 * Lets files of add-ons expire, which an earlier deployment may have had: a last net, because their own were deleted with them and
 * nobody reads what appears in their folders.
 */
export function expireLeftovers(dataBucket: DataBucket): void {
  const visit = (node: IConstruct): void => {
    if (node !== dataBucket) return;
    for (const [prefix, days] of Object.entries(EXPIRING)) dataBucket.expire(prefix, days);
    for (const prefix of IN_SERVICE)
      if (!dataBucket.isServed(prefix)) dataBucket.expire(prefix, LEFTOVER_DAYS);
  };
  Aspects.of(dataBucket).add({ visit }, { priority: AspectPriority.MUTATING });
}
