import type { S3Client } from '@aws-sdk/client-s3';
import { readCsv } from '@ecommerce-recommenders/csv/read-csv';
import { textOf } from '@ecommerce-recommenders/csv/csv-chunk';
import { DATASETS } from '@ecommerce-recommenders/shop-data/datasets';
import { nearestName } from '@ecommerce-recommenders/personalize/nearest-name';
import { preparedBody } from './prepared-body';

/** Ids from the command line. */
export interface TypedIds {
  readonly userId?: string;
  readonly itemId?: string;
}

const PLACES = {
  userId: { dataset: DATASETS.USERS, column: 'USER_ID', noun: 'user' },
  itemId: { dataset: DATASETS.ITEMS, column: 'ITEM_ID', noun: 'item' },
} as const;

/**
 * A warning for each id that is not in the stack's data, with the nearest known one: Personalize accepts unknown
 * ids silently.
 */
export async function unknownIds(client: S3Client, bucket: string, typed: TypedIds): Promise<string[]> {
  const problems = await Promise.all(
    (['userId', 'itemId'] as const).map(async (member) => {
      const id = typed[member];
      if (id === undefined) return [];
      const { dataset, column, noun } = PLACES[member];
      const known = await idsOf(client, bucket, dataset.file, column);
      if (known.includes(id)) return [];
      return [
        `${dataset.file} has no ${noun} "${id}", so the answer is for an unknown ${noun}. Did you mean "${nearestName(id, known)}"?`,
      ];
    }),
  );
  return problems.flat();
}

async function idsOf(client: S3Client, bucket: string, file: string, column: string): Promise<string[]> {
  const body = await preparedBody(client, bucket, file);
  const { columns, chunks } = await readCsv(body, { file, escape: '\\' });
  const field = columns.indexOf(column);
  const ids: string[] = [];
  for await (const chunk of chunks) {
    for (let row = 0; row < chunk.rows; row++) ids.push(textOf(chunk, row, field));
  }
  return ids;
}
