import { BUCKET } from './bucket-shapes';
import { s3Action } from './s3-action';

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucketOwnershipControls.html */
export const deleteBucketOwnershipControls = s3Action({
  input: { Bucket: BUCKET },
  run: ({ Bucket }, store) => {
    store.mustFind(Bucket).ownership = undefined;
    return undefined;
  },
});
