import { BUCKET, KEY, VERSION_ID } from './bucket-shapes';
import { onObject, s3Action } from './s3-action';

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjectTagging.html */
export const deleteObjectTagging = s3Action({
  input: { Bucket: BUCKET, Key: KEY, VersionId: VERSION_ID },
  permissions: onObject('s3:DeleteObjectTagging'),
  run: ({ Bucket, Key, VersionId }, store) => {
    const object = store.mustFindObject(Bucket, Key, VersionId);
    store.mustFind(Bucket).objects.set({ ...object, tags: [] });
    return undefined;
  },
});
