import type { S3Client } from '@aws-sdk/client-s3';
import { readRows } from '../../domain/evaluation/read-rows';
import { preparedBody } from '../prepared-body';

/** Reads some columns of a file that Personalize imported, a chunk of rows at a time. */
export async function* preparedFile<const Names extends readonly string[]>(
  client: S3Client,
  bucket: string,
  file: string,
  names: Names,
): AsyncGenerator<{ [at in keyof Names]: string }[]> {
  yield* readRows(await preparedBody(client, bucket, file), file, names);
}
