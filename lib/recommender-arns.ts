import type { IConstruct } from 'constructs';
import { USE_CASE_NAMES } from '../domain/use-cases';
import { personalizeArn } from './personalize-arn';
import { resourceName } from './resource-name';

/**
 * ARNs of the stack's recommenders of every use case, for policies. They name those too that the stack does not
 * have: CloudFormation takes a permission back before it deletes the recommender that goes with it.
 */
export function recommenderArns(scope: IConstruct): string[] {
  return USE_CASE_NAMES.map((useCase) => personalizeArn(scope, 'recommender', resourceName(scope, useCase)));
}
