import { ArnFormat, Aws, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

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
