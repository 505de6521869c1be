import type { AwsCall } from '../../platform';
import { listKeys } from './job-files';

/** End of the key of an empty object that stands for a folder, beside what is in it. */
const MARKER = '_$folder$';

/**
 * What Spark does to a folder before it writes there in the mode `overwrite`: empties it, and marks each folder that it
 * has to make, those above it and that of the tasks in it included. Its markers stay.
 *
 * @param folder key that ends in `/`
 * @see https://repost.aws/knowledge-center/emr-s3-empty-files
 */
export async function overwriteFolder(aws: AwsCall, Bucket: string, folder: string): Promise<void> {
  for (const Key of await listKeys(aws, { Bucket, Prefix: folder }))
    await aws('s3', 'DeleteObject', { Bucket, Key });
  const names = `${folder}_temporary`.split('/');
  for (let depth = 1; depth <= names.length; depth += 1) {
    const path = names.slice(0, depth).join('/');
    const known = await listKeys(aws, { Bucket, Prefix: path });
    if (known.some((key) => key === path + MARKER || key.startsWith(`${path}/`))) continue;
    await aws('s3', 'PutObject', { Bucket, Key: path + MARKER, Body: Buffer.alloc(0) });
  }
}
