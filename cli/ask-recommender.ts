import {
  GetRecommendationsCommand,
  type GetRecommendationsCommandOutput,
  type PersonalizeRuntimeClient,
} from '@aws-sdk/client-personalize-runtime';
import { USE_CASES, type UseCaseName } from '../domain/use-cases';
import { stackFilters } from './stack-filters';
import type { StackOutputs } from './stack-outputs';

/** One question to a deployed recommender. */
export interface RecommendQuery {
  readonly useCase: UseCaseName;
  readonly userId?: string;
  readonly itemId?: string;
  /** 1 to 500. */
  readonly numResults: number;
  /** A filter of the stack by the name in its settings, or else one of the same account by its own. */
  readonly filter?: string;
}

/**
 * Asks the recommender of a deployed stack.
 *
 * @throws Error for a use case that the stack does not have
 */
export function askRecommender(
  runtime: PersonalizeRuntimeClient,
  outputs: StackOutputs,
  { useCase, userId, itemId, numResults, filter }: RecommendQuery,
): Promise<GetRecommendationsCommandOutput> {
  const recommenderArn = outputs[USE_CASES[useCase].output];
  if (!recommenderArn) throw new Error(missing(outputs, useCase));
  const filterArn =
    filter && (stackFilters(outputs).get(filter) ?? filterArnOf(outputs.DatasetGroupArn, filter));
  return runtime.send(
    new GetRecommendationsCommand({ recommenderArn, userId, itemId, numResults, filterArn }),
  );
}

function missing(outputs: StackOutputs, useCase: UseCaseName): string {
  const deployed = Object.entries(USE_CASES).filter(([, { output }]) => outputs[output]);
  return (
    `The stack has no recommender for ${useCase}; it has ${deployed.map(([name]) => name).join(', ')}. ` +
    'Add it to useCases in cdk.json and deploy again.'
  );
}

/** Filters live beside their dataset group: same partition, region and account. */
const filterArnOf = (datasetGroupArn: string, name: string): string =>
  datasetGroupArn.replace(/:dataset-group\/.*$/, `:filter/${name}`);
