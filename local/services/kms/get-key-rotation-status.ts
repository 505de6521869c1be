import { kmsAction, onKey } from './kms-action';
import { KEY_ID } from './kms-shapes';

const DAY_SECONDS = 86_400;

/** @see https://docs.aws.amazon.com/kms/latest/APIReference/API_GetKeyRotationStatus.html */
export const getKeyRotationStatus = kmsAction({
  input: { KeyId: KEY_ID },
  permissions: onKey('kms:GetKeyRotationStatus'),
  run: ({ KeyId }, store) => {
    const { arn, rotation, state } = store.mustFind(KeyId);
    // A key that is about to go does not rotate any more.
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
