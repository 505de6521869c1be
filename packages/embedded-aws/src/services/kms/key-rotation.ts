import { AwsError } from '../../aws-error';
import type { Key } from './key';
import { kmsAction, onKey } from './kms-action';
import { KEY_ID } from './kms-shapes';
import type { KmsStore } from './kms-store';

/** Reports rotation as enabled; the key material stays. @see https://docs.aws.amazon.com/kms/latest/APIReference/API_EnableKeyRotation.html */
export const enableKeyRotation = kmsAction({
  input: { KeyId: KEY_ID, RotationPeriodInDays: { type: 'integer', min: 90, max: 2560 } },
  permissions: onKey('kms:EnableKeyRotation'),
  run: ({ KeyId, RotationPeriodInDays }, store) => {
    const key = mustFindRotating(KeyId, store);
    const periodDays = RotationPeriodInDays ?? key.rotation?.periodDays ?? 365;
    key.rotation = { periodDays, since: store.now() };
    return undefined;
  },
});

/** @see https://docs.aws.amazon.com/kms/latest/APIReference/API_DisableKeyRotation.html */
export const disableKeyRotation = kmsAction({
  input: { KeyId: KEY_ID },
  permissions: onKey('kms:DisableKeyRotation'),
  run: ({ KeyId }, store) => {
    mustFindRotating(KeyId, store).rotation = undefined;
    return undefined;
  },
});

/** @throws AwsError `UnsupportedOperationException` for an HMAC key */
function mustFindRotating(keyId: string, store: KmsStore): Key {
  const { spec } = store.mustFindLasting(keyId);
  if (spec !== 'SYMMETRIC_DEFAULT')
    throw new AwsError('UnsupportedOperationException', `Keys of the spec ${spec} have no rotation.`);
  return store.mustFindUsable(keyId);
}

const DAY_SECONDS = 86_400;

/** @see https://docs.aws.amazon.com/kms/latest/APIReference/API_GetKeyRotationStatus.html */
export const getKeyRotationStatus = kmsAction({
  input: { KeyId: KEY_ID },
  permissions: onKey('kms:GetKeyRotationStatus'),
  run: ({ KeyId }, store) => {
    const { arn, rotation, state } = store.mustFind(KeyId);
    // A key pending deletion does not rotate.
    if (!rotation || state === 'PendingDeletion') return { KeyId: arn, KeyRotationEnabled: false };
    const { periodDays, since } = rotation;
    return {
      KeyId: arn,
      KeyRotationEnabled: true,
      RotationPeriodInDays: periodDays,
      NextRotationDate: since + periodDays * DAY_SECONDS,
    };
  },
});
