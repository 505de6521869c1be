import { Tags, type CfnResource } from 'aws-cdk-lib';
import type { Bucket } from 'aws-cdk-lib/aws-s3';

/** What CDK's bucket-emptying function looks for before it empties a bucket. */
const EMPTYING_TAG = 'aws-cdk:auto-delete-objects';

/** Above that of CDK's own tag. */
const PRIORITY = 300;

/**
 * Lets a bucket that is emptied and deleted with its stack stay after all. The function that empties it stays in the stack
 * and finds that it is not wanted: taken out, it would lose its permission before it is asked to go, fail, and be left behind
 * in the account.
 */
export function retainBucket(bucket: Bucket): void {
  // Past CDK's own check, which knows nothing of a function that does nothing.
  const resource = bucket.node.defaultChild as CfnResource;
  resource.addOverride('DeletionPolicy', 'RetainExceptOnCreate');
  resource.addOverride('UpdateReplacePolicy', 'Retain');
  Tags.of(bucket).add(EMPTYING_TAG, 'false', { priority: PRIORITY });
}
