import type { PersonalizeRuntimeClient } from '@aws-sdk/client-personalize-runtime';
import type { S3Client } from '@aws-sdk/client-s3';
import { askRecommender, type RecommendQuery } from './ask-recommender';
import { itemDetails, type ItemDetails } from './item-details';
import type { StackOutputs } from './stack-outputs';

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
  const { itemList = [] } = await askRecommender(runtime, outputs, query);
  const ids = itemList.map(({ itemId = '' }) => itemId);
  const details = await itemDetails(s3, outputs.DataBucketName, ids);
  return itemList.map(({ itemId = '', score }) => ({
    itemId,
    ...details.get(itemId),
    ...(score !== undefined && { score }),
  }));
}
