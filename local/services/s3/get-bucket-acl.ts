import { BUCKET } from './bucket-shapes';
import { onBucket, s3Action } from './s3-action';

/** The one list there is: full control for the owner. @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketAcl.html */
export const getBucketAcl = s3Action({
  input: { Bucket: BUCKET },
  permissions: onBucket('s3:GetBucketAcl'),
  run: ({ Bucket }, store) => {
    store.mustFind(Bucket);
    return {
      Owner: store.owner,
      Grants: [{ Grantee: { Type: 'CanonicalUser', ...store.owner }, Permission: 'FULL_CONTROL' }],
    };
  },
});
