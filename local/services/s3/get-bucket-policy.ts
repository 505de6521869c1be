import { BUCKET } from './bucket-shapes';
import { onBucket, s3Action } from './s3-action';
import { s3Error } from './s3-errors';

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketPolicy.html */
export const getBucketPolicy = s3Action({
  input: { Bucket: BUCKET },
  permissions: onBucket('s3:GetBucketPolicy'),
  run: ({ Bucket }, store) => {
    const { policy } = store.mustFind(Bucket);
    if (policy === undefined) throw s3Error('NoSuchBucketPolicy');
    return { Policy: policy };
  },
});
