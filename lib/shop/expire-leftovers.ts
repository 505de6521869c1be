import { AspectPriority, Aspects } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { EXPIRING, IN_SERVICE } from '@ecommerce-recommenders/shop-data/contracts/leftovers';
import type { DataBucket } from './data-bucket';

/** Retention of the files of a removed add-on, in days. */
const LEFTOVER_DAYS = 7;

/**
 * Expires files of add-ons that the stack no longer has. This is a safety net: an add-on deletes its files when it is
 * removed, but a late write may leave something in its folders.
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
