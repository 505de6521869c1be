import { AspectPriority, Aspects } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { folderPrefix } from '@ecommerce-recommenders/shop-data/contracts/batch/batch-places';
import {
  PROCESSED_PREFIX,
  PROCESSING_PREFIX,
  REFUSED_PREFIX,
  RUNS_PREFIX,
  STAGING_PREFIX,
} from '@ecommerce-recommenders/shop-data/contracts/fresh-data/places';
import { LISTS_PREFIX } from '@ecommerce-recommenders/shop-data/contracts/lists/list-places';
import type { DataBucket } from './data-bucket';

/** Retention of files that a stopped run has left behind, in days. */
const LEFTOVER_DAYS = 7;

/** Retention of dropped files in days: they may hold personal data. */
const FILE_DAYS = 30;

/** Retention of reports in days. */
const REPORT_DAYS = 365;

/** What imports of fresh data leave expires whether or not there are any now. */
const ALWAYS: readonly [prefix: string, days: number][] = [
  [PROCESSING_PREFIX, FILE_DAYS],
  [PROCESSED_PREFIX, FILE_DAYS],
  [REFUSED_PREFIX, FILE_DAYS],
  [RUNS_PREFIX, REPORT_DAYS],
  [STAGING_PREFIX, LEFTOVER_DAYS],
];

/** Files in service for as long as no run replaces them. */
const SERVED: readonly string[] = [LISTS_PREFIX, folderPrefix('segments'), folderPrefix('batches')];

/**
 * Lets files of add-ons expire, which an earlier deployment may have had: a last net, because their own were deleted with them and
 * nobody reads what appears in their folders.
 */
export function expireLeftovers(dataBucket: DataBucket): void {
  const visit = (node: IConstruct): void => {
    if (node !== dataBucket) return;
    for (const [prefix, days] of ALWAYS) dataBucket.expire(prefix, days);
    for (const prefix of SERVED) if (!dataBucket.isServed(prefix)) dataBucket.expire(prefix, LEFTOVER_DAYS);
  };
  Aspects.of(dataBucket).add({ visit }, { priority: AspectPriority.MUTATING });
}
