import { BUCKET } from './bucket-shapes';
import { onBucket, s3Action } from './s3-action';

/** Empty for us-east-1. @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLocation.html */
export const getBucketLocation = s3Action({
  input: { Bucket: BUCKET },
  permissions: onBucket('s3:GetBucketLocation'),
  run: ({ Bucket }, store) => {
    const { region } = store.mustFind(Bucket);
    return { LocationConstraint: region === 'us-east-1' ? undefined : region };
  },
});
