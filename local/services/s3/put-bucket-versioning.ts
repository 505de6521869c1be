import { BUCKET } from './bucket-shapes';
import { onBucket, s3Action } from './s3-action';
import { s3Error } from './s3-errors';

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketVersioning.html */
export const putBucketVersioning = s3Action({
  input: {
    Bucket: BUCKET,
    VersioningConfiguration: {
      type: 'structure',
      required: true,
      fields: { Status: { type: 'string', required: true, enum: ['Enabled', 'Suspended'] } },
    },
  },
  permissions: onBucket('s3:PutBucketVersioning'),
  run: ({ Bucket, VersioningConfiguration: { Status } }, store) => {
    const bucket = store.mustFind(Bucket);
    if (Status === 'Enabled')
      throw s3Error(
        'NotImplemented',
        "The embedded AWS's S3 keeps no versions: VersioningConfiguration.Status Enabled",
      );
    bucket.versioning = Status;
    return undefined;
  },
});
