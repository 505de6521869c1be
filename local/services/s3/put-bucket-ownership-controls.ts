import { BUCKET, OWNERSHIP_CONTROLS } from './bucket-shapes';
import { onBucket, s3Action } from './s3-action';

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketOwnershipControls.html */
export const putBucketOwnershipControls = s3Action({
  input: { Bucket: BUCKET, OwnershipControls: OWNERSHIP_CONTROLS },
  permissions: onBucket('s3:PutBucketOwnershipControls'),
  run: ({ Bucket, OwnershipControls }, store) => {
    store.mustFind(Bucket).ownership = OwnershipControls;
    return undefined;
  },
});
