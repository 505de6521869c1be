import { BUCKET, KEY, TAGGING, VERSION_ID } from './bucket-shapes';
import { onObject, s3Action } from './s3-action';

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectTagging.html */
export const putObjectTagging = s3Action({
  input: { Bucket: BUCKET, Key: KEY, VersionId: VERSION_ID, Tagging: TAGGING },
  permissions: onObject('s3:PutObjectTagging'),
  run: ({ Bucket, Key, VersionId, Tagging }, store) => {
    const object = store.mustFindObject(Bucket, Key, VersionId);
    store.mustFind(Bucket).objects.set({ ...object, tags: Tagging.TagSet });
    return undefined;
  },
});
