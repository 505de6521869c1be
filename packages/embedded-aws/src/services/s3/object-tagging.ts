import { BUCKET, KEY, VERSION_ID, TAGGING } from './bucket-shapes';
import { checkTagKeys, checkTags } from './put-object';
import { onObject, s3Action } from './s3-action';

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectTagging.html */
export const getObjectTagging = s3Action({
  input: { Bucket: BUCKET, Key: KEY, VersionId: VERSION_ID },
  permissions: onObject('s3:GetObjectTagging'),
  run: ({ Bucket, Key, VersionId }, store) => ({ TagSet: store.mustFindObject(Bucket, Key, VersionId).tags }),
});

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectTagging.html */
export const putObjectTagging = s3Action({
  input: { Bucket: BUCKET, Key: KEY, VersionId: VERSION_ID, Tagging: TAGGING },
  permissions: onObject('s3:PutObjectTagging'),
  run: ({ Bucket, Key, VersionId, Tagging }, store) => {
    const object = store.mustFindObject(Bucket, Key, VersionId);
    checkTags(Tagging.TagSet);
    checkTagKeys(Tagging.TagSet, 'Your TagKey cannot be prefixed with aws:');
    store.mustFind(Bucket).objects.set({ ...object, tags: Tagging.TagSet });
    return undefined;
  },
});

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
