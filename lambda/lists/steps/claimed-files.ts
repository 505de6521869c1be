import type { S3Client } from '@aws-sdk/client-s3';
import type { ListsStep } from '@ecommerce-recommenders/shop-data/contracts/functions/lists';
import { LISTS_CLAIM_KEY } from '@ecommerce-recommenders/shop-data/contracts/lists/list-places';
import { claimedS3, claimHolder, type ClaimHolder } from '../../runs/execution-claim';
import { listObjects, type ListObjects } from './list-objects';

/** The data bucket for one step of a run. */
export interface StepFiles {
  readonly s3: S3Client;
  readonly bucket: string;
  readonly objects: ListObjects;
}

/** The data bucket for a step. It rejects changes once its run has lost the lock. */
export const claimedFiles =
  (
    s3: S3Client,
    bucket: string,
    turn: ClaimHolder = claimHolder(s3, { Bucket: bucket, Key: LISTS_CLAIM_KEY }),
  ) =>
  ({ execution }: Pick<ListsStep, 'execution'>): StepFiles => {
    const claimed = claimedS3(s3, () => turn.holds(execution));
    return { s3: claimed, bucket, objects: listObjects(claimed, bucket) };
  };
