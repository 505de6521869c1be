import { BUCKET, PUBLIC_ACCESS_BLOCK } from './bucket-shapes';
import { onBucket, s3Action } from './s3-action';

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutPublicAccessBlock.html */
export const putPublicAccessBlock = s3Action({
  input: { Bucket: BUCKET, PublicAccessBlockConfiguration: PUBLIC_ACCESS_BLOCK },
  permissions: onBucket('s3:PutBucketPublicAccessBlock'),
  run: ({ Bucket, PublicAccessBlockConfiguration }, store) => {
    store.mustFind(Bucket).publicAccessBlock = {
      BlockPublicAcls: false,
      IgnorePublicAcls: false,
      BlockPublicPolicy: false,
      RestrictPublicBuckets: false,
      ...PublicAccessBlockConfiguration,
    };
    return undefined;
  },
});
