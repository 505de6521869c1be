import { BUCKET, KEY, VERSION_ID } from './bucket-shapes';
import { onObject, s3Action } from './s3-action';

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectTagging.html */
export const getObjectTagging = s3Action({
  input: { Bucket: BUCKET, Key: KEY, VersionId: VERSION_ID },
  permissions: onObject('s3:GetObjectTagging'),
  run: ({ Bucket, Key, VersionId }, store) => ({ TagSet: store.mustFindObject(Bucket, Key, VersionId).tags }),
});
