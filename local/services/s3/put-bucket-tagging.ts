import { BUCKET, TAGGING } from './bucket-shapes';
import { onBucket, s3Action } from './s3-action';

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketTagging.html */
export const putBucketTagging = s3Action({
  input: { Bucket: BUCKET, Tagging: TAGGING },
  permissions: onBucket('s3:PutBucketTagging'),
  run: ({ Bucket, Tagging }, store) => {
    store.mustFind(Bucket).tags = Tagging.TagSet;
    return undefined;
  },
});
