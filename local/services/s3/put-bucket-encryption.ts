import { BUCKET, ENCRYPTION_CONFIGURATION } from './bucket-shapes';
import { s3Action } from './s3-action';

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketEncryption.html */
export const putBucketEncryption = s3Action({
  input: { Bucket: BUCKET, ServerSideEncryptionConfiguration: ENCRYPTION_CONFIGURATION },
  run: ({ Bucket, ServerSideEncryptionConfiguration }, store) => {
    store.mustFind(Bucket).encryption = ServerSideEncryptionConfiguration;
    return undefined;
  },
});
