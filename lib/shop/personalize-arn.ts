import { ArnFormat, Aws, Stack, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { USE_CASE_NAMES } from '@ecommerce-recommenders/personalize/use-cases';
import { resourcePrefix } from '@ecommerce-recommenders/shop-data/contracts/stack-name';
import { shopOf } from './shop-of';
import { invalid } from './validation-error';

/**
 * `<shop's name>-<what>`. Personalize's names are unique in the account and region, not in the dataset group, so the
 * prefix keeps two shops from clashing.
 *
 * @see https://docs.aws.amazon.com/personalize/latest/dg/API_CreateRecommender.html
 */
export const resourceName = (scope: IConstruct, what: string): string =>
  `${resourcePrefix(shopOf(scope).name)}-${what}`;

/** Kinds of Personalize resource, as their ARNs spell them. */
export type PersonalizeResource =
  | 'batch-inference-job'
  | 'batch-segment-job'
  | 'campaign'
  | 'dataset'
  | 'dataset-group'
  | 'dataset-import-job'
  | 'event-tracker'
  | 'filter'
  | 'metric-attribution'
  | 'recommender'
  | 'schema'
  | 'solution';

/** `arn:<partition>:personalize:<region>:<account>:<resource>/<name>`, known before the resource exists. */
export function personalizeArn(scope: IConstruct, resource: PersonalizeResource, name: string): string {
  return Stack.of(scope).formatArn({
    service: 'personalize',
    resource,
    resourceName: name,
    arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
  });
}

/**
 * Rejects everything but an ARN of this kind. Otherwise IAM would reject the policy, or a metric would stay empty. Tokens pass.
 *
 * @throws ValidationError that says what was found and what is allowed
 */
export function refuseOtherArn(
  scope: IConstruct,
  resource: 'recommender' | 'dataset-group',
  arn: unknown,
): void {
  if (Token.isUnresolved(arn)) return;
  const ARN = new RegExp(String.raw`^arn:aws[\w-]*:personalize:[a-z0-9-]+:\d{12}:${resource}/[\w-]+$`);
  if (typeof arn === 'string' && ARN.test(arn)) return;
  throw invalid(
    scope,
    'WrongArn',
    `${JSON.stringify(arn)} is no ARN of a ${resource.replace('-', ' ')}, allowed is ` +
      `arn:aws:personalize:REGION:ACCOUNT:${resource}/NAME. The outputs of its stack have it.`,
  );
}

/** ARN of a recipe. Recipes belong to AWS, so the ARN has neither region nor account. */
export function recipeArn(recipe: string): string {
  return `arn:${Aws.PARTITION}:personalize:::recipe/${recipe}`;
}

/**
 * ARNs of the shop's recommenders for every use case, for policies. They include use cases that are not deployed,
 * because CloudFormation removes a permission before it deletes the recommender.
 */
export function recommenderArns(scope: IConstruct): string[] {
  return USE_CASE_NAMES.map((useCase) => personalizeArn(scope, 'recommender', resourceName(scope, useCase)));
}
