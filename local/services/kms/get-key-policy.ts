import { kmsAction, onKey } from './kms-action';
import { KEY_ID, POLICY_NAME } from './kms-shapes';

/** @see https://docs.aws.amazon.com/kms/latest/APIReference/API_GetKeyPolicy.html */
export const getKeyPolicy = kmsAction({
  input: { KeyId: KEY_ID, PolicyName: POLICY_NAME },
  permissions: onKey('kms:GetKeyPolicy'),
  run: ({ KeyId }, store) => ({ Policy: store.mustFind(KeyId).policy.text, PolicyName: 'default' }),
});
