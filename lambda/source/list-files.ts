import { ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3';
import type { IncomingFile } from '@ecommerce-recommenders/shop-data/contracts/fresh-data/next-batch';

/** An object below a prefix. */
export interface ListedFile extends IncomingFile {
  readonly etag: string;
  readonly bytes: number;
}

/** All objects below a prefix, by relative path, without folder markers. */
export async function listFiles(s3: S3Client, bucket: string, prefix: string): Promise<ListedFile[]> {
  const files: ListedFile[] = [];
  let ContinuationToken: string | undefined;
  do {
    const { Contents = [], NextContinuationToken } = await s3.send(
      new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, ContinuationToken }),
    );
    for (const { Key = '', ETag = '', Size = 0, LastModified } of Contents) {
      if (Key.endsWith('/')) continue;
      const modifiedMs = LastModified?.getTime() ?? 0;
      files.push({ path: Key.slice(prefix.length), etag: ETag, bytes: Size, modifiedMs });
    }
    ContinuationToken = NextContinuationToken;
  } while (ContinuationToken !== undefined);
  return files;
}
