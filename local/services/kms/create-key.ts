import { keyMetadata } from './key-metadata';
import { defaultKeyPolicy, keyPolicy } from './key-policy';
import { kmsAction } from './kms-action';
import { DESCRIPTION, POLICY, TAGS } from './kms-shapes';
import { tagsOf } from './kms-tags';

/** @see https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateKey.html */
export const createKey = kmsAction({
  input: {
    Description: DESCRIPTION,
    Policy: POLICY,
    Tags: TAGS,
    KeySpec: { type: 'string', enum: ['SYMMETRIC_DEFAULT'] },
    KeyUsage: { type: 'string', enum: ['ENCRYPT_DECRYPT'] },
    Origin: { type: 'string', enum: ['AWS_KMS'] },
  },
  permissions: ({ Tags = [] }) => [
    { action: 'kms:CreateKey', resources: ['*'] },
    ...(Tags.length > 0 ? [{ action: 'kms:TagResource', resources: ['*'] }] : []),
  ],
  run: ({ Description = '', Policy, Tags }, store) => {
    const policy = keyPolicy(Policy ?? defaultKeyPolicy(store.platform.accountId));
    return { KeyMetadata: keyMetadata(store.add(Description, policy, tagsOf(Tags))) };
  },
});
