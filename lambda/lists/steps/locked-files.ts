import type { S3Client } from '@aws-sdk/client-s3';
import type { ListsStep } from '@ecommerce-recommenders/shop-data/contracts/functions/lists';
import { LISTS_LOCK_KEY } from '@ecommerce-recommenders/shop-data/contracts/lists/list-places';
import { lockedS3, lockHolder, type LockHolder } from '../../runs/run-lock';
import { listObjects, type ListObjects } from './list-objects';

/** The data bucket for one step of a run. */
export interface StepFiles {
  readonly s3: S3Client;
  readonly bucket: string;
  readonly objects: ListObjects;
}

/** The data bucket for a step. It rejects changes once its run has lost the lock. */
export const lockedFiles =
  (
    s3: S3Client,
    bucket: string,
    lock: LockHolder = lockHolder(s3, { Bucket: bucket, Key: LISTS_LOCK_KEY }),
  ) =>
  ({ execution }: Pick<ListsStep, 'execution'>): StepFiles => {
    const claimed = lockedS3(s3, () => lock.holds(execution));
    return { s3: claimed, bucket, objects: listObjects(claimed, bucket) };
  };
