import { BUCKET } from './bucket-shapes';
import { onBucket, s3Action } from './s3-action';
import { s3Error } from './s3-errors';

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketTagging.html */
export const getBucketTagging = s3Action({
  input: { Bucket: BUCKET },
  permissions: onBucket('s3:GetBucketTagging'),
  run: ({ Bucket }, store) => {
    const { tags } = store.mustFind(Bucket);
    if (!tags) throw s3Error('NoSuchTagSet');
    return { TagSet: tags };
  },
});
