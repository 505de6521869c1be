import {
  GetRecommendationsCommand,
  type PersonalizeRuntimeClient,
} from '@aws-sdk/client-personalize-runtime';
import type { S3Client } from '@aws-sdk/client-s3';
import { USE_CASES, type UseCaseName } from '../domain/use-cases';
import { itemDetails, type ItemDetails } from './item-details';
import type { StackOutputs } from './stack-outputs';

/** One question to a deployed recommender. */
export interface RecommendQuery {
  readonly useCase: UseCaseName;
  readonly userId?: string;
  readonly itemId?: string;
  /** 1 to 500. */
  readonly numResults: number;
  /** Name of a filter of the same dataset group. */
  readonly filter?: string;
}

/** One item of the answer. Details are absent for an item that the current items file lacks. */
export interface RecommendedItem extends Partial<ItemDetails> {
  readonly itemId: string;
  readonly score?: number;
}

/** The clients that {@link recommend} asks. */
export interface RecommendClients {
  readonly runtime: PersonalizeRuntimeClient;
  readonly s3: S3Client;
}

/**
 * Asks the recommender of a deployed stack and adds each item's details, in rank order.
 *
 * @throws Error for a use case that the stack does not have
 */
export async function recommend(
  { runtime, s3 }: RecommendClients,
  outputs: StackOutputs,
  query: RecommendQuery,
): Promise<RecommendedItem[]> {
  const { itemList = [] } = await runtime.send(
    new GetRecommendationsCommand({
      recommenderArn: recommenderArnOf(outputs, query.useCase),
      userId: query.userId,
      itemId: query.itemId,
      numResults: query.numResults,
      filterArn: query.filter && filterArnOf(outputs.DatasetGroupArn, query.filter),
    }),
  );
  const ids = itemList.map(({ itemId = '' }) => itemId);
  const details = await itemDetails(s3, outputs.DataBucketName, ids);
  return itemList.map(({ itemId = '', score }) => ({
    itemId,
    ...details.get(itemId),
    ...(score !== undefined && { score }),
  }));
}

function recommenderArnOf(outputs: StackOutputs, useCase: UseCaseName): string {
  const arn = outputs[USE_CASES[useCase].output];
  if (arn) return arn;
  const deployed = Object.entries(USE_CASES).filter(([, { output }]) => outputs[output]);
  throw new Error(
    `The stack has no recommender for ${useCase}; it has ${deployed.map(([name]) => name).join(', ')}. ` +
      'Add it to useCases in cdk.json and deploy again.',
  );
}

/** Filters live beside their dataset group: same partition, region and account. */
const filterArnOf = (datasetGroupArn: string, name: string): string =>
  datasetGroupArn.replace(/:dataset-group\/.*$/, `:filter/${name}`);
