import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { readCsv, type CsvFile } from '@ecommerce-recommenders/csv/read-csv';
import { joinedParts } from '@ecommerce-recommenders/shop-data/data/preparation/joined-parts';
import { preparedKeys } from '@ecommerce-recommenders/shop-data/data/preparation/prepared-keys';
import { DATASET_PREFIX } from '@ecommerce-recommenders/shop-data/data/datasets';
import { listFiles } from '../source/list-files';

/** All parts of a prepared file as one table; `undefined` if the shop has no such file. */
export async function preparedTable(
  s3: S3Client,
  bucket: string,
  file: string,
): Promise<CsvFile | undefined> {
  const listed = await listFiles(s3, bucket, DATASET_PREFIX);
  const keys = preparedKeys(
    listed.map(({ path, modifiedMs }) => ({ key: `${DATASET_PREFIX}${path}`, modifiedMs })),
    file,
  );
  if (keys.length === 0) return undefined;
  const open = async (Key: string): Promise<AsyncIterable<Buffer>> =>
    (await s3.send(new GetObjectCommand({ Bucket: bucket, Key }))).Body as unknown as AsyncIterable<Buffer>;
  const body = joinedParts(keys.map((key) => ({ name: `s3://${bucket}/${key}`, open: () => open(key) })));
  return readCsv(body, { file, escape: '\\' });
}
