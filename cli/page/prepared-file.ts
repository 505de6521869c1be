import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { DATASET_PREFIX } from '../../domain/datasets';
import { readRows } from '../../domain/evaluation/read-rows';

/** Reads some columns of a file that Personalize imported, a chunk of rows at a time. */
export async function* preparedFile<const Names extends readonly string[]>(
  client: S3Client,
  bucket: string,
  file: string,
  names: Names,
): AsyncGenerator<{ [at in keyof Names]: string }[]> {
  const { Body } = await client.send(
    new GetObjectCommand({ Bucket: bucket, Key: `${DATASET_PREFIX}${file}` }),
  );
  yield* readRows(Body as unknown as AsyncIterable<Buffer>, file, names);
}
