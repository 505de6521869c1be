import { BUCKET } from './bucket-shapes';
import { onBucket, s3Action } from './s3-action';

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketVersioning.html */
export const getBucketVersioning = s3Action({
  input: { Bucket: BUCKET },
  permissions: onBucket('s3:GetBucketVersioning'),
  run: ({ Bucket }, store) => ({ Status: store.mustFind(Bucket).versioning }),
});
