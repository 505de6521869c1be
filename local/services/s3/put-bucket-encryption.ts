import { BUCKET, ENCRYPTION_CONFIGURATION } from './bucket-shapes';
import { withoutManagedKey } from './object-encryption';
import { onBucket, s3Action } from './s3-action';
import { s3Error } from './s3-errors';

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketEncryption.html */
export const putBucketEncryption = s3Action({
  input: { Bucket: BUCKET, ServerSideEncryptionConfiguration: ENCRYPTION_CONFIGURATION },
  permissions: onBucket('s3:PutEncryptionConfiguration'),
  run: ({ Bucket, ServerSideEncryptionConfiguration }, store) => {
    const bucket = store.mustFind(Bucket);
    const [{ ApplyServerSideEncryptionByDefault: byDefault }] = ServerSideEncryptionConfiguration.Rules;
    const hasKey = byDefault?.KMSMasterKeyID !== undefined;
    if (byDefault?.SSEAlgorithm === 'aws:kms' && !hasKey) throw withoutManagedKey();
    if (byDefault?.SSEAlgorithm === 'AES256' && hasKey)
      throw s3Error(
        'InvalidArgument',
        'A KMSMasterKeyID is not applicable if the default sse algorithm is AES256',
      );
    bucket.encryption = ServerSideEncryptionConfiguration;
    return undefined;
  },
});
