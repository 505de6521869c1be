import { parsePolicyDocument } from '../../policy-document';
import { BUCKET } from './bucket-shapes';
import { onBucket, s3Action } from './s3-action';
import { s3Error } from './s3-errors';

const MAX_BYTES = 20_480;

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketPolicy.html */
export const putBucketPolicy = s3Action({
  input: { Bucket: BUCKET, Policy: { type: 'string', required: true } },
  permissions: onBucket('s3:PutBucketPolicy'),
  run: ({ Bucket, Policy }, store) => {
    const bucket = store.mustFind(Bucket);
    if (Buffer.byteLength(Policy) > MAX_BYTES)
      throw s3Error('MalformedPolicy', `A bucket policy has at most ${MAX_BYTES} bytes`);
    const { problem } = parsePolicyDocument(Policy, 'resource');
    if (problem !== undefined) throw s3Error('MalformedPolicy', problem);
    bucket.policy = Policy;
    store.platform.changes.notify();
    return undefined;
  },
});
