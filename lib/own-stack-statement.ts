import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

/** Lets a handler see whether its stack still goes forward, before it makes what a rollback would not find. */
export const ownStackStatement = (scope: Construct): iam.PolicyStatement =>
  new iam.PolicyStatement({
    actions: ['cloudformation:DescribeStacks'],
    resources: [Stack.of(scope).stackId],
  });
