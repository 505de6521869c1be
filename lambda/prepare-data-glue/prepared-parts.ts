import { DeleteObjectsCommand, paginateListObjectsV2, type S3Client, type _Object } from '@aws-sdk/client-s3';

/** Most objects that one DeleteObjects takes. */
const MAX_DELETED = 1000;

/** All objects below a prefix; none where there is no such bucket. */
export async function listParts(s3: S3Client, bucket: string, prefix: string): Promise<_Object[]> {
  const objects: _Object[] = [];
  try {
    for await (const { Contents = [] } of paginateListObjectsV2(
      { client: s3 },
      { Bucket: bucket, Prefix: prefix },
    ))
      objects.push(...Contents);
  } catch (error) {
    if (!(error instanceof Error && error.name === 'NoSuchBucket')) throw error;
  }
  return objects;
}

/** Deletes all objects below a prefix. @throws Error that names one that cannot be deleted */
export async function deleteParts(s3: S3Client, bucket: string, prefix: string): Promise<void> {
  const keys = (await listParts(s3, bucket, prefix)).map(({ Key }) => ({ Key }));
  for (let at = 0; at < keys.length; at += MAX_DELETED) {
    const Objects = keys.slice(at, at + MAX_DELETED);
    const { Errors = [] } = await s3.send(
      new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects, Quiet: true } }),
    );
    if (Errors.length === 0) continue;
    const [{ Key, Code, Message }] = Errors;
    throw new Error(
      `${Errors.length} objects in ${bucket} cannot be deleted, the first is ${Key}: ${Code}: ${Message}`,
    );
  }
}
