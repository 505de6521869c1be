import { BUCKET, KEY, VERSION_ID } from './bucket-shapes';
import { checkWriteConditions } from './conditions';
import { tellOfObject } from './object-event';
import { objectNeed, s3Action } from './s3-action';
import { s3Error } from './s3-errors';

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObject.html */
export const deleteObject = s3Action({
  input: { Bucket: BUCKET, Key: KEY, VersionId: VERSION_ID, IfMatch: { type: 'string' } },
  permissions: (input, store) => [
    objectNeed(input.VersionId === undefined ? 's3:DeleteObject' : 's3:DeleteObjectVersion', input, store),
    // A condition tells what is there.
    ...(input.IfMatch === undefined ? [] : [objectNeed('s3:GetObject', input, store)]),
  ],
  run: async ({ Bucket, Key, VersionId = 'null', IfMatch }, store, call) => {
    const bucket = store.mustFind(Bucket);
    if (VersionId !== 'null') throw s3Error('NoSuchVersion');
    checkWriteConditions(bucket.objects.get(Key), { IfMatch });
    if (await store.deleteObject(bucket, Key))
      tellOfObject('DeleteObject', bucket, { key: Key }, store, call);
    return undefined;
  },
});
