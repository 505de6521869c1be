import { keyPolicy } from './key-policy';
import { kmsAction, onKey } from './kms-action';
import { KEY_ID, POLICY, POLICY_NAME } from './kms-shapes';

/** @see https://docs.aws.amazon.com/kms/latest/APIReference/API_PutKeyPolicy.html */
export const putKeyPolicy = kmsAction({
  input: { KeyId: KEY_ID, PolicyName: POLICY_NAME, Policy: { ...POLICY, required: true } },
  permissions: onKey('kms:PutKeyPolicy'),
  run: ({ KeyId, Policy }, store) => {
    store.mustFindLasting(KeyId).policy = keyPolicy(Policy);
    return undefined;
  },
});
