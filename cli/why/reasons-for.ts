import type { S3Client } from '@aws-sdk/client-s3';
import type { RecommendQuery } from '../ask-recommender';
import { itemDetails } from '../item-details';
import type { RecommendedItem } from '../recommend';
import { TrainingFacts } from './training-facts';
import { trainingInteractions } from './training-interactions';
import { why } from './why';

/** An answer with a reason for each item, and one for the list. */
export interface Reasons {
  readonly list: string;
  readonly items: readonly (RecommendedItem & { readonly why: string })[];
}

/** Looks into the training data of a deployed stack for what speaks for an answer. */
export async function reasonsFor(
  items: readonly RecommendedItem[],
  query: RecommendQuery,
  client: S3Client,
  bucket: string,
): Promise<Reasons> {
  const facts = new TrainingFacts(await trainingInteractions(client, bucket));
  const known = query.userId === undefined ? [] : facts.historyOf(query.userId);
  const details = await itemDetails(client, bucket, [...known, ...(query.itemId ? [query.itemId] : [])]);
  const nameOf = (itemId: string): string => details.get(itemId)?.name ?? itemId;
  const { list, item } = why(facts, { ...query, nameOf });
  return { list, items: items.map((answer) => ({ ...answer, why: item(answer.itemId) })) };
}
