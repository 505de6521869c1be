import { BUCKET } from './bucket-shapes';
import { onBucket, s3Action } from './s3-action';
import { s3Error } from './s3-errors';

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketOwnershipControls.html */
export const getBucketOwnershipControls = s3Action({
  input: { Bucket: BUCKET },
  permissions: onBucket('s3:GetBucketOwnershipControls'),
  run: ({ Bucket }, store) => {
    const { ownership } = store.mustFind(Bucket);
    if (!ownership) throw s3Error('OwnershipControlsNotFoundError');
    return { OwnershipControls: ownership };
  },
});
