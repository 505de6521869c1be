import { ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3';
import { partsFolder, type DataSource } from '../../domain/data-source';
import type { Part } from '../../domain/data/joined-parts';
import type { DatasetType } from '../../domain/datasets';
import { s3Archive } from './s3-archive';

/**
 * The `.csv` objects of a table in the order of their keys; those in folders of its folder are none of it.
 *
 * @throws Error where there are none
 */
export async function s3Parts(
  s3: S3Client,
  { bucket, prefix }: DataSource,
  type: DatasetType,
): Promise<readonly Part[]> {
  const folder = `${prefix}${partsFolder(type)}`;
  const keys: string[] = [];
  let ContinuationToken: string | undefined;
  do {
    const page = await s3.send(
      new ListObjectsV2Command({ Bucket: bucket, Prefix: folder, Delimiter: '/', ContinuationToken }),
    );
    for (const { Key = '' } of page.Contents ?? []) if (Key.endsWith('.csv')) keys.push(Key);
    ContinuationToken = page.NextContinuationToken;
  } while (ContinuationToken !== undefined);
  if (keys.length === 0)
    throw new Error(`s3://${bucket}/${folder} has no .csv object; put the table there, in one or many parts`);
  return keys.map((key) => ({ name: `s3://${bucket}/${key}`, open: s3Archive(s3, bucket, key, 'part') }));
}
