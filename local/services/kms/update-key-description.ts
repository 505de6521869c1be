import { kmsAction, onKey } from './kms-action';
import { DESCRIPTION, KEY_ID } from './kms-shapes';

/** @see https://docs.aws.amazon.com/kms/latest/APIReference/API_UpdateKeyDescription.html */
export const updateKeyDescription = kmsAction({
  input: { KeyId: KEY_ID, Description: { ...DESCRIPTION, required: true } },
  permissions: onKey('kms:UpdateKeyDescription'),
  run: ({ KeyId, Description }, store) => {
    store.mustFindLasting(KeyId).description = Description;
    return undefined;
  },
});
