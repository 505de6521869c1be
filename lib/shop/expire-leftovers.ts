import { AspectPriority, Aspects } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { EXPIRING, IN_SERVICE } from '@ecommerce-recommenders/shop-data/contracts/leftovers';
import type { DataBucket } from './data-bucket';

/** Retention of files of an add-on that is gone, in days. */
const LEFTOVER_DAYS = 7;

/**
 * Expires files of add-ons that an earlier deployment had. A safety net: an add-on deletes its files, and nothing reads what a
 * late write leaves in its folders.
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
