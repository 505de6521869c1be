import type { S3Client } from '@aws-sdk/client-s3';
import { DATASETS } from '../../domain/datasets';
import type { PageItem } from '../../domain/page-api';
import { Directory } from './directory';
import { preparedFile } from './prepared-file';

const COLUMNS = ['ITEM_ID', 'NAME', 'CATEGORY_L1', 'STYLE', 'PRODUCT_DESCRIPTION', 'PRICE'] as const;

/** The items of a deployed stack, to be searched by name, category and style. */
export async function readItems(client: S3Client, bucket: string): Promise<Directory<PageItem>> {
  const items = new Directory<PageItem>();
  for await (const rows of preparedFile(client, bucket, DATASETS.ITEMS.file, COLUMNS))
    for (const [itemId, name, category, style, description, price] of rows)
      items.add(
        itemId,
        { itemId, name, category, style, description, ...(price !== '' && { price: Number(price) }) },
        name,
        category,
        style,
      );
  return items;
}
