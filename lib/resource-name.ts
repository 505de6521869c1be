import { Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { createHash } from 'node:crypto';

/** Leaves room for the longest use case in Personalize's 63 characters. */
const MAX_STACK_PART = 28;

/**
 * `<stack name>-<what>`, so that two stacks in one account and region do not clash: Personalize's names are
 * unique in the account, not in the dataset group. A long stack name is cut and completed with a digest, the
 * same for every `what`, so that policies can name all of a stack's resources by their start.
 *
 * @see https://docs.aws.amazon.com/personalize/latest/dg/API_CreateRecommender.html
 */
export function resourceName(scope: IConstruct, what: string): string {
  const { stackName } = Stack.of(scope);
  return `${stackName.length <= MAX_STACK_PART ? stackName : shortened(stackName)}-${what}`;
}

function shortened(stackName: string): string {
  const digest = createHash('sha256').update(stackName).digest('hex').slice(0, 8);
  return `${stackName.slice(0, MAX_STACK_PART - digest.length)}${digest}`;
}
