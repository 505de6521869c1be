import type { S3Client } from '@aws-sdk/client-s3';
import { DATASETS } from '@ecommerce-recommenders/shop-data/data/datasets';
import { didYouMean } from '@ecommerce-recommenders/personalize/nearest-name';
import { preparedTable } from '../deployed/prepared-body';

/** Ids from the command line. */
export interface TypedIds {
  readonly userId?: string;
  readonly itemId?: string;
}

const PLACES = {
  userId: { dataset: DATASETS.USERS, column: 'USER_ID', noun: 'user' },
  itemId: { dataset: DATASETS.ITEMS, column: 'ITEM_ID', noun: 'item' },
} as const;

/** A warning for each id that is not in the stack's data, with a similar known one. Personalize silently accepts unknown ids. */
export async function unknownIds(client: S3Client, bucket: string, typed: TypedIds): Promise<string[]> {
  const problems = await Promise.all(
    (['userId', 'itemId'] as const).map(async (member) => {
      const id = typed[member];
      if (id === undefined) return [];
      const { dataset, column, noun } = PLACES[member];
      const known = await idsOf(client, bucket, dataset.file, column);
      // A shop without such a table has no ids to compare with.
      if (known.length === 0 || known.includes(id)) return [];
      const others = isRandom(known[0]) ? '' : didYouMean(id, known);
      return [
        `The data has no ${noun} "${id}", so the answer is for an unknown ${noun}.${others || ` One that it has is ${known[0]}.`}`,
      ];
    }),
  );
  return problems.flat();
}

/** Whether an id is a number, a UUID or a hash. A similar one is then no useful suggestion. */
const isRandom = (id: string): boolean => /^(\d+|[\da-f-]{16,})$/i.test(id);

async function idsOf(client: S3Client, bucket: string, file: string, column: string): Promise<string[]> {
  const ids: string[] = [];
  for await (const rows of preparedTable(client, bucket, file, [column]))
    for (const row of rows) ids.push(row[column]);
  return ids;
}
