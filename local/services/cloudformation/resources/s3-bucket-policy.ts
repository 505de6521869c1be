import { documentText, POLICY_DOCUMENT } from './policy-document';
import { resourceType } from './resource-type';
import { unlessGone } from './unless-gone';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucketpolicy.html */
export const s3BucketPolicy = resourceType({
  properties: { Bucket: { type: 'string', required: true }, PolicyDocument: POLICY_DOCUMENT },
  createOnly: ['Bucket'],
  create: async ({ Bucket, PolicyDocument }, { aws }) => {
    await aws('s3', 'PutBucketPolicy', { Bucket, Policy: documentText(PolicyDocument) });
    return { physicalId: Bucket };
  },
  update: async ({ Bucket, PolicyDocument }, { aws }) => {
    await aws('s3', 'PutBucketPolicy', { Bucket, Policy: documentText(PolicyDocument) });
  },
  remove: (Bucket, { aws }) => unlessGone(aws('s3', 'DeleteBucketPolicy', { Bucket })),
});
