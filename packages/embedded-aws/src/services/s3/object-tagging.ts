import type { Bucket, StoredObject } from './bucket';
import { BUCKET, KEY, VERSION_ID, TAGGING } from './bucket-shapes';
import { checkTagKeys, checkTags } from './put-object';
import { onVersion, s3Action } from './s3-action';
import { replaceVersion, versionMember } from './versions';

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectTagging.html */
export const getObjectTagging = s3Action({
  input: { Bucket: BUCKET, Key: KEY, VersionId: VERSION_ID },
  permissions: onVersion('s3:GetObjectTagging', 's3:GetObjectVersionTagging'),
  run: ({ Bucket, Key, VersionId }, store) => {
    const object = store.mustFindDescribed(Bucket, Key, VersionId);
    return { TagSet: object.tags, ...versionMember(store.mustFind(Bucket), object) };
  },
});

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectTagging.html */
export const putObjectTagging = s3Action({
  input: { Bucket: BUCKET, Key: KEY, VersionId: VERSION_ID, Tagging: TAGGING },
  permissions: onVersion('s3:PutObjectTagging', 's3:PutObjectVersionTagging'),
  run: ({ Bucket, Key, VersionId, Tagging }, store) => {
    const object = store.mustFindDescribed(Bucket, Key, VersionId);
    checkTags(Tagging.TagSet);
    checkTagKeys(Tagging.TagSet, 'Your TagKey cannot be prefixed with aws:');
    return retagged(store.mustFind(Bucket), { ...object, tags: Tagging.TagSet });
  },
});

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjectTagging.html */
export const deleteObjectTagging = s3Action({
  input: { Bucket: BUCKET, Key: KEY, VersionId: VERSION_ID },
  permissions: onVersion('s3:DeleteObjectTagging', 's3:DeleteObjectVersionTagging'),
  run: ({ Bucket, Key, VersionId }, store) => {
    const object = store.mustFindDescribed(Bucket, Key, VersionId);
    return retagged(store.mustFind(Bucket), { ...object, tags: [] });
  },
});

function retagged(bucket: Bucket, object: StoredObject): object {
  replaceVersion(bucket, object);
  return versionMember(bucket, object);
}
