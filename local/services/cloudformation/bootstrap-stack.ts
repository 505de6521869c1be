import { BOOTSTRAP_QUALIFIER, BOOTSTRAP_VERSION } from '../../bootstrap';
import type { Platform } from '../../platform';
import { Stack } from './engine/stack';

/** Name of the stack that `cdk bootstrap` looks for. */
export const BOOTSTRAP_STACK = 'CDKToolkit';

/**
 * The stack that `cdk bootstrap` would make. What it stands for is there from the start, so that it has no
 * resources of its own.
 */
export function bootstrapStack(platform: Platform, id: string): Stack {
  const stack = new Stack(id, BOOTSTRAP_STACK, platform, true);
  const bucket = `cdk-${BOOTSTRAP_QUALIFIER}-assets-${platform.accountId}-${platform.region}`;
  stack.setStatus('CREATE_COMPLETE');
  stack.outputs = [
    { key: 'BucketName', value: bucket },
    { key: 'BucketDomainName', value: `${bucket}.s3.${platform.region}.amazonaws.com` },
    { key: 'BootstrapVersion', value: BOOTSTRAP_VERSION },
  ];
  return stack;
}
