import { kmsAction, onKey } from './kms-action';
import { KEY_ID } from './kms-shapes';

/** @see https://docs.aws.amazon.com/kms/latest/APIReference/API_DisableKeyRotation.html */
export const disableKeyRotation = kmsAction({
  input: { KeyId: KEY_ID },
  permissions: onKey('kms:DisableKeyRotation'),
  run: ({ KeyId }, store) => {
    store.mustFindUsable(KeyId).rotation = undefined;
    return undefined;
  },
});
