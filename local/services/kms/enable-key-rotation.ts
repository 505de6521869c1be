import { kmsAction, onKey } from './kms-action';
import { KEY_ID } from './kms-shapes';

/** Says that the key rotates; its material stays as it is. @see https://docs.aws.amazon.com/kms/latest/APIReference/API_EnableKeyRotation.html */
export const enableKeyRotation = kmsAction({
  input: { KeyId: KEY_ID, RotationPeriodInDays: { type: 'integer', min: 90, max: 2560 } },
  permissions: onKey('kms:EnableKeyRotation'),
  run: ({ KeyId, RotationPeriodInDays }, store) => {
    const key = store.mustFindUsable(KeyId);
    const periodDays = RotationPeriodInDays ?? key.rotation?.periodDays ?? 365;
    key.rotation = { periodDays, since: store.now() };
    return undefined;
  },
});
