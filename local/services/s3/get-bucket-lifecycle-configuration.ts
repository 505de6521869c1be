import { BUCKET } from './bucket-shapes';
import { onBucket, s3Action } from './s3-action';
import { s3Error } from './s3-errors';

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLifecycleConfiguration.html */
export const getBucketLifecycleConfiguration = s3Action({
  input: { Bucket: BUCKET },
  permissions: onBucket('s3:GetLifecycleConfiguration'),
  run: ({ Bucket }, store) => {
    const { lifecycle } = store.mustFind(Bucket);
    if (!lifecycle) throw s3Error('NoSuchLifecycleConfiguration');
    return lifecycle;
  },
});
