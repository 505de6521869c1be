import type { S3Client } from '@aws-sdk/client-s3';
import { parse } from 'csv-parse';
import { Readable } from 'node:stream';
import { DATASETS } from '../domain/datasets';
import { preparedBody } from './prepared-body';

/** What a person wants to know of a recommended item. */
export interface ItemDetails {
  readonly name: string;
  readonly category: string;
  readonly price: number;
}

/** Details of some items, from the file that Personalize imported; ids that it lacks are absent. */
export async function itemDetails(
  client: S3Client,
  bucket: string,
  itemIds: Iterable<string>,
): Promise<Map<string, ItemDetails>> {
  const wanted = new Set(itemIds);
  const found = new Map<string, ItemDetails>();
  const body = await preparedBody(client, bucket, DATASETS.ITEMS.file);
  const rows = Readable.from(body).pipe(parse({ columns: true, escape: '\\' }));
  for await (const row of rows as AsyncIterable<Record<string, string>>) {
    if (!wanted.has(row.ITEM_ID)) continue;
    found.set(row.ITEM_ID, { name: row.NAME, category: row.CATEGORY_L1, price: Number(row.PRICE) });
  }
  return found;
}
