import { BUCKET } from './bucket-shapes';
import { onBucket, s3Action } from './s3-action';
import { s3Error } from './s3-errors';

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucket.html */
export const deleteBucket = s3Action({
  input: { Bucket: BUCKET },
  permissions: onBucket('s3:DeleteBucket'),
  run: async ({ Bucket }, store) => {
    const bucket = store.mustFind(Bucket);
    if (bucket.objects.size > 0) throw s3Error('BucketNotEmpty');
    await store.delete(bucket);
    return undefined;
  },
});
