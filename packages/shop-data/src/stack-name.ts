import { createHash } from 'node:crypto';

/** Name of the stack, so that `cdk deploy` and `cdk destroy` need no argument. */
export const STACK_NAME = 'EcommerceRecommenders';

/** Stack name of a stage, so that stages can be deployed side by side; {@link STACK_NAME} for the stage `''`. */
export const stackNameOf = (stage: string): string => (stage === '' ? STACK_NAME : `${STACK_NAME}-${stage}`);

/** Name of a stack's dataset group. */
export const datasetGroupOf = (stackName: string): string => `${resourcePrefix(stackName)}-shop`;

/** Leaves room for the longest use case in Personalize's 63 characters. */
const MAX_STACK_PART = 28;

/**
 * Prefix of the names of a stack's resources in Personalize: the stack's name; a long one is truncated and completed
 * with a digest. It is the same for all of them, so that policies can match them.
 */
export function resourcePrefix(stackName: string): string {
  if (stackName.length <= MAX_STACK_PART) return stackName;
  const digest = createHash('sha256').update(stackName).digest('hex').slice(0, 8);
  return `${stackName.slice(0, MAX_STACK_PART - digest.length)}${digest}`;
}
