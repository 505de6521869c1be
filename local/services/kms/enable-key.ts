import { kmsAction, onKey } from './kms-action';
import { KEY_ID } from './kms-shapes';

/** @see https://docs.aws.amazon.com/kms/latest/APIReference/API_EnableKey.html */
export const enableKey = kmsAction({
  input: { KeyId: KEY_ID },
  permissions: onKey('kms:EnableKey'),
  run: ({ KeyId }, store) => {
    store.mustFindLasting(KeyId).state = 'Enabled';
    return undefined;
  },
});
