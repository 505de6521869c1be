import { BUCKET } from './bucket-shapes';
import { onBucket, s3Action } from './s3-action';

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucketLifecycle.html */
export const deleteBucketLifecycle = s3Action({
  input: { Bucket: BUCKET },
  permissions: onBucket('s3:PutLifecycleConfiguration'),
  run: ({ Bucket }, store) => {
    store.mustFind(Bucket).lifecycle = undefined;
    return undefined;
  },
});
