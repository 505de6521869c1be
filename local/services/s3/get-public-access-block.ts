import { BUCKET } from './bucket-shapes';
import { onBucket, s3Action } from './s3-action';
import { s3Error } from './s3-errors';

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetPublicAccessBlock.html */
export const getPublicAccessBlock = s3Action({
  input: { Bucket: BUCKET },
  permissions: onBucket('s3:GetBucketPublicAccessBlock'),
  run: ({ Bucket }, store) => {
    const { publicAccessBlock } = store.mustFind(Bucket);
    if (!publicAccessBlock) throw s3Error('NoSuchPublicAccessBlockConfiguration');
    return { PublicAccessBlockConfiguration: publicAccessBlock };
  },
});
