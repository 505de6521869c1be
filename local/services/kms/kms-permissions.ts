import { onAnything } from '../../authorization/needs';
import type { Need, Permission, Permissions } from '../../authorization/permission';
import { keyIdOf } from './ciphertext';
import type { KmsStore } from './kms-store';

/** A need of a key; without leave of the key's own policy nobody may do anything with it. */
function needOf(action: string, keyId: string, store: KmsStore): Need {
  const key = store.find(keyId);
  return {
    action,
    resources: [store.arnOf(keyId)],
    ...(key && { resourcePolicy: key.policy.document, resourcePolicyMustAllow: true }),
  };
}

const onKey =
  (action: string): Permission<KmsStore> =>
  ({ KeyId }: { readonly KeyId: string }, store) => [needOf(action, KeyId, store)];

/** @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awskeymanagementservice.html */
export const KMS_PERMISSIONS: Permissions<KmsStore> = {
  CancelKeyDeletion: onKey('kms:CancelKeyDeletion'),
  CreateGrant: onKey('kms:CreateGrant'),
  CreateKey: ({ Tags }: { readonly Tags?: readonly object[] }) => [
    { action: 'kms:CreateKey', resources: ['*'] },
    ...(Tags && Tags.length > 0 ? [{ action: 'kms:TagResource', resources: ['*'] }] : []),
  ],
  // A ciphertext says itself which key has made it.
  Decrypt: (input: { readonly CiphertextBlob: string; readonly KeyId?: string }, store) => [
    needOf('kms:Decrypt', input.KeyId ?? keyIdOf(Buffer.from(input.CiphertextBlob, 'base64')), store),
  ],
  DescribeKey: onKey('kms:DescribeKey'),
  DisableKey: onKey('kms:DisableKey'),
  DisableKeyRotation: onKey('kms:DisableKeyRotation'),
  EnableKey: onKey('kms:EnableKey'),
  EnableKeyRotation: onKey('kms:EnableKeyRotation'),
  Encrypt: onKey('kms:Encrypt'),
  GenerateDataKey: onKey('kms:GenerateDataKey'),
  GetKeyPolicy: onKey('kms:GetKeyPolicy'),
  GetKeyRotationStatus: onKey('kms:GetKeyRotationStatus'),
  ListGrants: onKey('kms:ListGrants'),
  ListKeys: onAnything('kms:ListKeys'),
  ListResourceTags: onKey('kms:ListResourceTags'),
  PutKeyPolicy: onKey('kms:PutKeyPolicy'),
  RevokeGrant: onKey('kms:RevokeGrant'),
  ScheduleKeyDeletion: onKey('kms:ScheduleKeyDeletion'),
  TagResource: onKey('kms:TagResource'),
  UntagResource: onKey('kms:UntagResource'),
  UpdateKeyDescription: onKey('kms:UpdateKeyDescription'),
};
