import type { S3Client } from '@aws-sdk/client-s3';
import { parse } from 'csv-parse';
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { DATASETS } from '@ecommerce-recommenders/shop-data/data/datasets';
import {
  SIMILAR_ITEMS,
  type AnsweredUseCase,
} from '@ecommerce-recommenders/shop-data/contracts/lists/similar-items';
import { USE_CASES, type UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import { preparedBody } from '../deployed/prepared-body';
import { recommend, type RecommendClients, type RecommendedItem } from '../recommend/recommend';
import { deployedUseCases, shopLists } from '../deployed/shop-lists';
import type { StackOutputs } from '../deployed/stack-outputs';

/** One question and its answer, in rank order. */
export interface Answer {
  readonly input: { readonly userId?: string; readonly itemId?: string };
  readonly items: readonly RecommendedItem[];
}

/** Answers of every deployed use case, including similar items if they have lists. */
export type Answers = Partial<Record<AnsweredUseCase, Answer[]>>;

const NUM_RESULTS = 10;

/**
 * Asks each use case of a stack as a shop would: for a user of the training data and, if an item is needed, for the
 * top item of each popularity list.
 */
export async function askEveryUseCase(clients: RecommendClients, outputs: StackOutputs): Promise<Answers> {
  const first = await firstInteraction(clients.s3, outputs.DataBucketName);
  const lists = await shopLists(clients.s3, outputs);
  const deployed = deployedUseCases(outputs, lists);
  const needsItem = (useCase: UseCaseName): boolean => USE_CASES[useCase].needs.some((id) => id === 'itemId');

  const answers: Answers = {};
  const ask = async (useCase: AnsweredUseCase, itemId?: string): Promise<void> => {
    const input = { userId: first.userId, ...(itemId !== undefined && { itemId }) };
    const items = await recommend(clients, outputs, { useCase, ...input, numResults: NUM_RESULTS });
    (answers[useCase] ??= []).push({ input, items });
  };

  for (const useCase of deployed) if (!needsItem(useCase)) await ask(useCase);
  const leading = (['best-sellers', 'most-viewed'] as const).flatMap(
    (useCase) => answers[useCase]?.[0].items[0]?.itemId ?? [],
  );
  const itemIds = leading.length > 0 ? [...new Set(leading)] : [first.itemId];
  for (const useCase of deployed.filter(needsItem)) for (const itemId of itemIds) await ask(useCase, itemId);
  if (lists?.useCases.includes(SIMILAR_ITEMS))
    for (const itemId of itemIds)
      if (await lists.read({ useCase: SIMILAR_ITEMS, itemId, numResults: 1 }))
        await ask(SIMILAR_ITEMS, itemId);
  return answers;
}

async function firstInteraction(s3: S3Client, bucket: string): Promise<{ userId: string; itemId: string }> {
  const body = await preparedBody(s3, bucket, DATASETS.INTERACTIONS.file, { Range: 'bytes=0-4095' });
  const rows = Readable.from(body).pipe(parse({ columns: true, escape: '\\', to: 1 }));
  const [row] = (await once(rows, 'data')) as [Record<string, string>];
  return { userId: row.USER_ID, itemId: row.ITEM_ID };
}
