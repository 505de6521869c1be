import { onAnything } from '../../authorization/permission';
import { AwsError } from '../../aws-error';
import { pageOf } from '../../gateway/page';
import { parsePolicyDocument } from '../../policy-document';
import { KEY_USAGES, keyMetadata, type KeyPolicy } from './key';
import { tagsOf } from './key-tags';
import { kmsAction, onKey, onKeyOrAlias } from './kms-action';
import { DESCRIPTION, POLICY, TAGS, KEY_ID, PAGING, POLICY_NAME } from './kms-shapes';

/** @throws AwsError `MalformedPolicyDocumentException` */
function keyPolicy(text: string): KeyPolicy {
  const { document, problem } = parsePolicyDocument(text, 'resource');
  if (!document) throw new AwsError('MalformedPolicyDocumentException', problem);
  return { text, document };
}

/** Default key policy: delegates everything to the account's IAM policies. */
const defaultKeyPolicy = (accountId: string): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Id: 'key-default-1',
    Statement: [
      {
        Sid: 'Enable IAM User Permissions',
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${accountId}:root` },
        Action: 'kms:*',
        Resource: '*',
      },
    ],
  });

/** @see https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateKey.html */
export const createKey = kmsAction({
  input: {
    Description: DESCRIPTION,
    Policy: POLICY,
    Tags: TAGS,
    KeySpec: { type: 'string', subset: ['SYMMETRIC_DEFAULT', 'HMAC_256'] },
    KeyUsage: { type: 'string', subset: ['ENCRYPT_DECRYPT', 'GENERATE_VERIFY_MAC'] },
    Origin: { type: 'string', subset: ['AWS_KMS'] },
  },
  // The key has no ARN yet, so tagging it needs permission on all keys of the account.
  permissions: ({ Tags = [] }, store) => [
    { action: 'kms:CreateKey', resources: ['*'] },
    ...(Tags.length > 0 ? [{ action: 'kms:TagResource', resources: [store.arnOf('*')] }] : []),
  ],
  run: (
    { Description = '', Policy, Tags, KeySpec = 'SYMMETRIC_DEFAULT', KeyUsage = 'ENCRYPT_DECRYPT' },
    store,
  ) => {
    if (KEY_USAGES[KeySpec] !== KeyUsage)
      throw new AwsError(
        'ValidationException',
        `KeyUsage ${KeyUsage} is not compatible with KeySpec ${KeySpec}`,
      );
    const policy = keyPolicy(Policy ?? defaultKeyPolicy(store.platform.accountId));
    return {
      KeyMetadata: keyMetadata(
        store.add({ description: Description, policy, tags: tagsOf(Tags), spec: KeySpec }),
      ),
    };
  },
});

/** @see https://docs.aws.amazon.com/kms/latest/APIReference/API_DescribeKey.html */
export const describeKey = kmsAction({
  input: { KeyId: KEY_ID },
  permissions: onKeyOrAlias('kms:DescribeKey'),
  run: ({ KeyId }, store) => ({ KeyMetadata: keyMetadata(store.mustFind(store.behindAlias(KeyId))) }),
});

/** @see https://docs.aws.amazon.com/kms/latest/APIReference/API_ListKeys.html */
export const listKeys = kmsAction({
  input: PAGING,
  permissions: onAnything('kms:ListKeys'),
  run: ({ Limit = 100, Marker }, store) => {
    const page = { size: Limit, token: Marker };
    const { items, nextToken } = pageOf(store.list(), ({ id }) => id, page, 'InvalidMarkerException');
    return {
      Keys: items.map(({ id, arn }) => ({ KeyId: id, KeyArn: arn })),
      Truncated: nextToken !== undefined,
      NextMarker: nextToken,
    };
  },
});

/** @see https://docs.aws.amazon.com/kms/latest/APIReference/API_UpdateKeyDescription.html */
export const updateKeyDescription = kmsAction({
  input: { KeyId: KEY_ID, Description: { ...DESCRIPTION, required: true } },
  permissions: onKey('kms:UpdateKeyDescription'),
  run: ({ KeyId, Description }, store) => {
    store.mustFindLasting(KeyId).description = Description;
    return undefined;
  },
});

/** @see https://docs.aws.amazon.com/kms/latest/APIReference/API_EnableKey.html */
export const enableKey = kmsAction({
  input: { KeyId: KEY_ID },
  permissions: onKey('kms:EnableKey'),
  run: ({ KeyId }, store) => {
    store.mustFindLasting(KeyId).state = 'Enabled';
    return undefined;
  },
});

/** @see https://docs.aws.amazon.com/kms/latest/APIReference/API_DisableKey.html */
export const disableKey = kmsAction({
  input: { KeyId: KEY_ID },
  permissions: onKey('kms:DisableKey'),
  run: ({ KeyId }, store) => {
    store.mustFindLasting(KeyId).state = 'Disabled';
    return undefined;
  },
});

/** @see https://docs.aws.amazon.com/kms/latest/APIReference/API_ScheduleKeyDeletion.html */
export const scheduleKeyDeletion = kmsAction({
  input: { KeyId: KEY_ID, PendingWindowInDays: { type: 'integer', min: 7, max: 30 } },
  permissions: onKey('kms:ScheduleKeyDeletion'),
  run: ({ KeyId, PendingWindowInDays = 30 }, store) => {
    const key = store.mustFindLasting(KeyId);
    store.scheduleDeletion(key, PendingWindowInDays);
    const { arn, deletionDate, state } = key;
    return { KeyId: arn, DeletionDate: deletionDate, KeyState: state, PendingWindowInDays };
  },
});

/** @see https://docs.aws.amazon.com/kms/latest/APIReference/API_CancelKeyDeletion.html */
export const cancelKeyDeletion = kmsAction({
  input: { KeyId: KEY_ID },
  permissions: onKey('kms:CancelKeyDeletion'),
  run: ({ KeyId }, store) => {
    const key = store.mustFind(KeyId);
    if (key.state !== 'PendingDeletion')
      throw new AwsError('KMSInvalidStateException', `${key.arn} is not pending deletion.`);
    store.cancelDeletion(key);
    return { KeyId: key.arn };
  },
});

/** @see https://docs.aws.amazon.com/kms/latest/APIReference/API_GetKeyPolicy.html */
export const getKeyPolicy = kmsAction({
  input: { KeyId: KEY_ID, PolicyName: POLICY_NAME },
  permissions: onKey('kms:GetKeyPolicy'),
  run: ({ KeyId }, store) => ({ Policy: store.mustFind(KeyId).policy.text, PolicyName: 'default' }),
});

/** @see https://docs.aws.amazon.com/kms/latest/APIReference/API_PutKeyPolicy.html */
export const putKeyPolicy = kmsAction({
  input: { KeyId: KEY_ID, PolicyName: POLICY_NAME, Policy: { ...POLICY, required: true } },
  permissions: onKey('kms:PutKeyPolicy'),
  run: ({ KeyId, Policy }, store) => {
    store.mustFindLasting(KeyId).policy = keyPolicy(Policy);
    return undefined;
  },
});
