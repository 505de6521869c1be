import {
  Annotations,
  AspectPriority,
  Aspects,
  CfnDeletionPolicy,
  CfnResource,
  type IAspect,
} from 'aws-cdk-lib';
import { CfnBucket, type Bucket } from 'aws-cdk-lib/aws-s3';
import type { IConstruct } from 'constructs';
import { RECOMMENDER_TYPE } from '@ecommerce-recommenders/shop-data/contracts/functions/recommender';
import { retainBucket } from './data-bucket';

/** Deletion policies that keep a resource when its stack is deleted. */
const KEEPING: readonly unknown[] = [CfnDeletionPolicy.RETAIN, CfnDeletionPolicy.RETAIN_EXCEPT_ON_CREATE];

/**
 * Makes `RemovalPolicies.of(shop).retain()` work, which CDK rejects for buckets with autoDeleteObjects. Warns about
 * recommenders that it would retain, because they are billed until somebody deletes them.
 */
class Retention implements IAspect {
  visit(node: IConstruct): void {
    if (!CfnResource.isCfnResource(node) || !KEEPING.includes(node.cfnOptions.deletionPolicy)) return;
    if (node.cfnResourceType === CfnBucket.CFN_RESOURCE_TYPE_NAME) retainBucket(node.node.scope as Bucket);
    if (node.cfnResourceType !== RECOMMENDER_TYPE) return;
    Annotations.of(node).addWarningV2(
      'ecommerce-recommenders:retained-recommender',
      'This recommender is retained when the stack is deleted, and billed from then on. Use the property removalPolicy of ' +
        'the shop, which retains its data alone.',
    );
  }
}

/** Adjusts the removal policies that a host applies to a shop. */
export const watchRetention = (shop: IConstruct): void =>
  Aspects.of(shop).add(new Retention(), { priority: AspectPriority.READONLY });
