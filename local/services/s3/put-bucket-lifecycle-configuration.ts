import { BUCKET } from './bucket-shapes';
import { LIFECYCLE_CONFIGURATION } from './lifecycle-shapes';
import { onBucket, s3Action } from './s3-action';

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketLifecycleConfiguration.html */
export const putBucketLifecycleConfiguration = s3Action({
  input: { Bucket: BUCKET, LifecycleConfiguration: LIFECYCLE_CONFIGURATION },
  permissions: onBucket('s3:PutLifecycleConfiguration'),
  run: ({ Bucket, LifecycleConfiguration }, store) => {
    store.mustFind(Bucket).lifecycle = LifecycleConfiguration;
    return undefined;
  },
});
