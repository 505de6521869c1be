import { BUCKET } from './bucket-shapes';
import { onBucket, s3Action } from './s3-action';

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucketPolicy.html */
export const deleteBucketPolicy = s3Action({
  input: { Bucket: BUCKET },
  permissions: onBucket('s3:DeleteBucketPolicy'),
  run: ({ Bucket }, store) => {
    store.mustFind(Bucket).policy = undefined;
    return undefined;
  },
});
