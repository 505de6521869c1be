import {
  GetObjectCommand,
  paginateListObjectsV2,
  type GetObjectCommandInput,
  type S3Client,
} from '@aws-sdk/client-s3';
import { joinedParts } from '../domain/data/joined-parts';
import { DATASET_PREFIX } from '../domain/datasets';

/**
 * A prepared file of a deployed stack: the object that the function wrote, or the parts that the latest run of the Glue
 * job did, as one file.
 *
 * @param options - of an object alone: parts are small
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
  try {
    return await open(`${DATASET_PREFIX}${file}`, options);
  } catch (error) {
    if (!(error instanceof Error && error.name === 'NoSuchKey')) throw error;
    const keys = await latestParts(client, Bucket, file);
    if (keys.length === 0) throw error;
    return joinedParts(keys.map((key) => ({ name: key, open: () => open(key) })));
  }
}

/** Keys of `dataset/<run>/<file>/…` of the run that wrote last. */
async function latestParts(client: S3Client, Bucket: string, file: string): Promise<string[]> {
  const runs = new Map<string, { readonly keys: string[]; latestMs: number }>();
  for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket, Prefix: DATASET_PREFIX }))
    for (const { Key = '', LastModified } of Contents) {
      const [folder, part] = Key.split(`/${file}/`);
      if (part === undefined) continue;
      const run = runs.get(folder) ?? { keys: [], latestMs: 0 };
      run.keys.push(Key);
      run.latestMs = Math.max(run.latestMs, LastModified?.getTime() ?? 0);
      runs.set(folder, run);
    }
  const [latest] = [...runs.values()].sort((a, b) => b.latestMs - a.latestMs);
  return latest?.keys ?? [];
}
