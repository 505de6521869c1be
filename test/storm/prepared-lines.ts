import { GetObjectCommand, ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3';
import { DATASET_PREFIX } from '@ecommerce-recommenders/shop-data/data/datasets';
import { ADDED_PREFIX } from '@ecommerce-recommenders/shop-data/contracts/fresh-data/places';

/** The text of an object. */
export async function readObject(s3: S3Client, Bucket: string, Key: string): Promise<string> {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
  return Body!.transformToString();
}

/** The sorted lines of each prepared file, from all its parts, without headers and without what fresh data has added. */
export async function preparedLines(s3: S3Client, Bucket: string): Promise<Record<string, string[]>> {
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: DATASET_PREFIX }));
  const lines: Record<string, string[]> = {};
  for (const { Key = '' } of Contents) {
    const name = /\w+\.csv/.exec(Key)?.[0];
    if (name === undefined || Key.startsWith(ADDED_PREFIX)) continue;
    lines[name] = [...(lines[name] ?? []), ...(await readObject(s3, Bucket, Key)).split('\n').slice(1, -1)];
  }
  return Object.fromEntries(Object.entries(lines).map(([name, all]) => [name, all.sort()]));
}
