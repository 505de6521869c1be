import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { Readable } from 'node:stream';

/**
 * Opens an object several times, and fails if it changes in between.
 *
 * @param what - noun for error messages
 */
export function s3Archive(
  s3: S3Client,
  bucket: string,
  key: string,
  what = 'archive',
): () => Promise<AsyncIterable<Buffer>> {
  let etag: string | undefined;
  return async () => {
    const { Body, ETag } = await s3
      .send(new GetObjectCommand({ Bucket: bucket, Key: key, IfMatch: etag }))
      .catch((cause: unknown) => {
        const reason = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
        throw new Error(`The ${what} s3://${bucket}/${key} cannot be read (${reason}).`, { cause });
      });
    if (!(Body instanceof Readable)) throw new Error(`The ${what} s3://${bucket}/${key} has no content.`);
    etag = ETag;
    return Body;
  };
}
