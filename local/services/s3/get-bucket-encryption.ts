import { BUCKET } from './bucket-shapes';
import { onBucket, s3Action } from './s3-action';

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketEncryption.html */
export const getBucketEncryption = s3Action({
  input: { Bucket: BUCKET },
  permissions: onBucket('s3:GetEncryptionConfiguration'),
  run: ({ Bucket }, store) => ({ ServerSideEncryptionConfiguration: store.mustFind(Bucket).encryption }),
});
