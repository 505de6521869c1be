import {
  GetObjectCommand,
  type GetObjectCommandInput,
  ListObjectsV2Command,
  type S3Client,
} from '@aws-sdk/client-s3';
import { joinedParts } from '@ecommerce-recommenders/shop-data/data/preparation/joined-parts';
import { DATASET_PREFIX } from '@ecommerce-recommenders/shop-data/data/datasets';
import { textOf } from '@ecommerce-recommenders/csv/csv-chunk';
import { readCsv } from '@ecommerce-recommenders/csv/read-csv';
import {
  preparedKeys,
  type PreparedObject,
} from '@ecommerce-recommenders/shop-data/data/preparation/prepared-keys';

/**
 * A prepared file of a deployed stack as one stream. First comes the latest full write: one object of the Lambda
 * function, or several parts of the Glue job. Then comes what fresh data has added since.
 *
 * @param options - only for a single object without added parts
 * @throws Error named `NoSuchKey` if there is none
 */
export async function preparedBody(
  client: S3Client,
  Bucket: string,
  file: string,
  options: Pick<GetObjectCommandInput, 'Range'> = {},
): Promise<AsyncIterable<Buffer>> {
  const open = async (Key: string, more = {}): Promise<AsyncIterable<Buffer>> => {
    const { Body } = await client.send(new GetObjectCommand({ Bucket, Key, ...more }));
    return Body as unknown as AsyncIterable<Buffer>;
  };
  const keys = await keysOf(client, Bucket, file);
  if (keys.length < 2) return open(keys[0] ?? `${DATASET_PREFIX}${file}`, options);
  return joinedParts(keys.map((key) => ({ name: key, open: () => open(key) })));
}

/** @throws the error of the listing */
async function keysOf(client: S3Client, Bucket: string, file: string): Promise<string[]> {
  const objects: PreparedObject[] = [];
  let ContinuationToken: string | undefined;
  do {
    const list = new ListObjectsV2Command({ Bucket, Prefix: DATASET_PREFIX, ContinuationToken });
    const { Contents = [], NextContinuationToken } = await client.send(list);
    for (const { Key: key = '', LastModified } of Contents)
      objects.push({ key, modifiedMs: LastModified?.getTime() ?? 0 });
    ContinuationToken = NextContinuationToken;
  } while (ContinuationToken !== undefined);
  return preparedKeys(objects, file);
}

/** An optional prepared file; undefined if the shop does not have it. */
export const preparedBodyIfAny = (
  client: S3Client,
  bucket: string,
  file: string,
): Promise<AsyncIterable<Buffer> | undefined> =>
  preparedBody(client, bucket, file).catch((error: unknown) => {
    if (error instanceof Error && error.name === 'NoSuchKey') return undefined;
    throw error;
  });

/** Some columns of an optional prepared file, in the form of {@link preparedRows}. */
export async function* preparedTable(
  client: S3Client,
  bucket: string,
  file: string,
  names: ColumnChoice,
): AsyncGenerator<Record<string, string>[]> {
  yield* preparedRows(await preparedBodyIfAny(client, bucket, file), file, names);
}

/** Names of columns, or a function that chooses them from the header. */
type ColumnChoice = readonly string[] | ((header: readonly string[]) => readonly string[]);

/**
 * Reads some columns of a prepared file, a chunk of rows at a time. Yields nothing if there is no file, and empty
 * values for missing columns.
 *
 * @param body - content of the file
 */
export async function* preparedRows(
  body: AsyncIterable<Buffer> | undefined,
  file: string,
  names: ColumnChoice,
): AsyncGenerator<Record<string, string>[]> {
  if (body === undefined) return;
  const { columns, chunks } = await readCsv(body, { file, escape: '\\' });
  const wanted = typeof names === 'function' ? names(columns) : names;
  const indexes = wanted.map((name) => columns.indexOf(name));
  for await (const chunk of chunks)
    yield Array.from({ length: chunk.rows }, (_, row) =>
      Object.fromEntries(
        wanted.map((name, at) => [name, indexes[at] < 0 ? '' : textOf(chunk, row, indexes[at])]),
      ),
    );
}
