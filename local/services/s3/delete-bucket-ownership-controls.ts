import { BUCKET } from './bucket-shapes';
import { onBucket, s3Action } from './s3-action';

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucketOwnershipControls.html */
export const deleteBucketOwnershipControls = s3Action({
  input: { Bucket: BUCKET },
  permissions: onBucket('s3:PutBucketOwnershipControls'),
  run: ({ Bucket }, store) => {
    store.mustFind(Bucket).ownership = undefined;
    return undefined;
  },
});
