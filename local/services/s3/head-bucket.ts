import { BUCKET } from './bucket-shapes';
import { onBucket, s3Action } from './s3-action';

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html */
export const headBucket = s3Action({
  input: { Bucket: BUCKET },
  permissions: onBucket('s3:ListBucket'),
  run: ({ Bucket }, store) => ({
    BucketRegion: store.mustFind(Bucket).region,
    BucketArn: `arn:aws:s3:::${Bucket}`,
  }),
});
