import { BUCKET } from './bucket-shapes';
import { onBucket, s3Action } from './s3-action';

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucketTagging.html */
export const deleteBucketTagging = s3Action({
  input: { Bucket: BUCKET },
  permissions: onBucket('s3:PutBucketTagging'),
  run: ({ Bucket }, store) => {
    store.mustFind(Bucket).tags = undefined;
    return undefined;
  },
});
