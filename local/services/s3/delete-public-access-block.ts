import { BUCKET } from './bucket-shapes';
import { onBucket, s3Action } from './s3-action';

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeletePublicAccessBlock.html */
export const deletePublicAccessBlock = s3Action({
  input: { Bucket: BUCKET },
  permissions: onBucket('s3:PutBucketPublicAccessBlock'),
  run: ({ Bucket }, store) => {
    store.mustFind(Bucket).publicAccessBlock = undefined;
    return undefined;
  },
});
