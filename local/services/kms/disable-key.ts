import { kmsAction, onKey } from './kms-action';
import { KEY_ID } from './kms-shapes';

/** @see https://docs.aws.amazon.com/kms/latest/APIReference/API_DisableKey.html */
export const disableKey = kmsAction({
  input: { KeyId: KEY_ID },
  permissions: onKey('kms:DisableKey'),
  run: ({ KeyId }, store) => {
    store.mustFindLasting(KeyId).state = 'Disabled';
    return undefined;
  },
});
