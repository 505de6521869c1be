import { Annotations, PERMISSIONS_BOUNDARY_CONTEXT_KEY } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** Warns of a permissions boundary given as text (as `-c` does), which CDK silently ignores. */
export function warnOfIgnoredBoundary(scope: Construct): void {
  const boundary: unknown = scope.node.tryGetContext(PERMISSIONS_BOUNDARY_CONTEXT_KEY);
  if (typeof boundary !== 'string') return;
  Annotations.of(scope).addWarningV2(
    'ecommerce-recommenders:permissions-boundary',
    `The context ${PERMISSIONS_BOUNDARY_CONTEXT_KEY} is the text ${boundary}, which CDK ignores: no role has a boundary. Write ` +
      `it into the context of cdk.json as an object, {"name": "BOUNDARY"} or {"arn": "ARN"}.`,
  );
}
