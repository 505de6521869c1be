import { DeleteObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { copyObject, type ObjectCopy } from './copy-object';

/** What S3 says of an object that was removed, or replaced by another one. */
const CHANGED = new Set(['PreconditionFailed', 'NoSuchKey']);

/** Moves an object; one that somebody has replaced meanwhile stays where it is, for it is another one. */
export async function moveObject(s3: S3Client, move: ObjectCopy): Promise<void> {
  try {
    await copyObject(s3, move);
    await s3.send(new DeleteObjectCommand({ Bucket: move.bucket, Key: move.from, IfMatch: move.etag }));
  } catch (error) {
    if (!(error instanceof Error && CHANGED.has(error.name))) throw error;
  }
}
