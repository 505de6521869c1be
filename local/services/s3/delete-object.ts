import { BUCKET, KEY, VERSION_ID } from './bucket-shapes';
import { tellOfObject } from './object-event';
import { s3Action } from './s3-action';
import { s3Error } from './s3-errors';

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObject.html */
export const deleteObject = s3Action({
  input: { Bucket: BUCKET, Key: KEY, VersionId: VERSION_ID },
  run: async ({ Bucket, Key, VersionId = 'null' }, store, call) => {
    const bucket = store.mustFind(Bucket);
    if (VersionId !== 'null') throw s3Error('NoSuchVersion');
    if (await store.deleteObject(bucket, Key))
      tellOfObject('DeleteObject', bucket, { key: Key }, store, call);
    return undefined;
  },
});
