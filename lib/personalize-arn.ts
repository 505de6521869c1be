import { ArnFormat, Aws, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { createHash } from 'node:crypto';
import { USE_CASE_NAMES } from '@ecommerce-recommenders/personalize/use-cases';

/** Leaves room for the longest use case in Personalize's 63 characters. */
const MAX_STACK_PART = 28;

/**
 * `<stack name>-<what>`, so that two stacks in one account and region do not clash: Personalize's names are unique in
 * the account, not in the dataset group. A long stack name is truncated and completed with a digest. The prefix is the
 * same for every `what`, so that policies can match all of a stack's resources.
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

/** Kinds of Personalize resource, as their ARNs spell them. */
export type PersonalizeResource =
  'dataset' | 'dataset-group' | 'dataset-import-job' | 'event-tracker' | 'filter' | 'recommender' | 'schema';

/** `arn:<partition>:personalize:<region>:<account>:<resource>/<name>`, known before the resource exists. */
export function personalizeArn(scope: IConstruct, resource: PersonalizeResource, name: string): string {
  return Stack.of(scope).formatArn({
    service: 'personalize',
    resource,
    resourceName: name,
    arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
  });
}

/** ARN of a recipe: it belongs to AWS, so it has neither region nor account. */
export function recipeArn(recipe: string): string {
  return `arn:${Aws.PARTITION}:personalize:::recipe/${recipe}`;
}

/**
 * ARNs of the stack's recommenders of every use case, for policies. They include use cases that are not deployed,
 * because CloudFormation removes a permission before it deletes the recommender that goes with it.
 */
export function recommenderArns(scope: IConstruct): string[] {
  return USE_CASE_NAMES.map((useCase) => personalizeArn(scope, 'recommender', resourceName(scope, useCase)));
}
